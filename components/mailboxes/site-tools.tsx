import { Command, Settings2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { openPalette, openPreferences } from '@/components/commands/page-commands'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { Key } from '@/components/ui/key'
import { LanguageToggle } from '@/components/ui/language-toggle'
import { ThemeToggle } from '@/components/ui/theme-toggle'
import type { StreamState } from '@/lib/client/mailbox-stream'
import { AccountLink } from './account-link'
import { ConnectionStatus } from './connection-status'

/** Right of the head: whether mail comes live (null: there is nothing to follow), commands, the API, the account, the theme. */
export function SiteTools({ stream }: { stream: StreamState | null }) {
  const t = useTranslations('site')
  return (
    <>
      {stream && <ConnectionStatus state={stream} />}
      <div className="flex items-center sm:gap-1">
        <Button look="quiet" className="max-lg:hidden" onClick={() => void openPalette()} aria-keyshortcuts="Control+K">
          <Command aria-hidden className="size-4" />
          {t('commands')}
          <span aria-hidden>
            <Key name="Mod+k" />
          </span>
        </Button>
        <a href="/docs" className={buttonClass({ look: 'quiet' }, 'max-sm:hidden')}>
          {t('api')}
        </a>
        <AccountLink />
        <Button
          look="quiet"
          shape="icon"
          onClick={() => void openPreferences()}
          aria-label={t('preferences')}
          title={t('preferencesHint')}
        >
          <Settings2 aria-hidden className="size-4.5" />
        </Button>
        {/* On phones the head is full; there the preferences have it. */}
        <LanguageToggle className="max-sm:hidden" />
        <ThemeToggle />
      </div>
    </>
  )
}
