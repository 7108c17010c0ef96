import { buttonClass } from '@/components/ui/button-class'
import { ThemeToggle } from '@/components/ui/theme-toggle'
import type { StreamState } from '@/lib/client/mailbox-stream'
import { AccountLink } from './account-link'
import { ConnectionStatus } from './connection-status'

/** Right of the head: whether mail comes live (null: there is nothing to follow), the API, the account, and the theme. */
export function SiteTools({ stream }: { stream: StreamState | null }) {
  return (
    <>
      {stream && <ConnectionStatus state={stream} />}
      <a href="/docs" className={buttonClass({ look: 'quiet' }, 'max-sm:px-2')}>
        API
      </a>
      <AccountLink />
      <ThemeToggle />
    </>
  )
}
