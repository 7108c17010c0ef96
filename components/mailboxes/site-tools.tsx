import { ThemeToggle } from '@/components/ui/theme-toggle'
import type { StreamState } from '@/lib/client/mailbox-stream'
import { ConnectionStatus } from './connection-status'

/** Right of the head: whether mail comes live (null: there is nothing to follow), and the theme. */
export function SiteTools({ stream }: { stream: StreamState | null }) {
  return (
    <>
      {stream && <ConnectionStatus state={stream} />}
      <ThemeToggle />
    </>
  )
}
