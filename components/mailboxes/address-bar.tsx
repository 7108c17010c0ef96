'use client'

import { useQuery } from '@tanstack/react-query'
import { announce } from '@/components/ui/announcer'
import { CopyButton } from '@/components/ui/copy-button'
import { mailboxesQuery } from '@/lib/client/queries'
import { useCopy } from '@/lib/client/use-copy'
import type { Ending } from '@/lib/client/use-inbox'
import { useShortcuts } from '@/lib/client/use-shortcuts'
import type { MailboxBody } from '@/lib/mailboxes/schema'
import { Countdown } from './countdown'
import { MailboxActions } from './mailbox-actions'
import { MailboxSwitcher } from './mailbox-switcher'

type Props = { address: string; mailbox: MailboxBody | undefined; ending: Ending | null }

/** The address, large and one key from the clipboard, with the time it has left and what can be done about it. */
export function AddressBar({ address, mailbox, ending }: Props) {
  const mailboxes = useQuery({ ...mailboxesQuery(), enabled: false })
  const { copy } = useCopy()
  const copyAddress = async () => {
    if (!ending && (await copy(address))) announce('Address copied')
  }
  useShortcuts({ c: () => void copyAddress() })
  const [local, domain] = address.split('@')
  return (
    <section
      aria-label="Address"
      className="rounded-panel border border-line bg-surface p-4 shadow-lift sm:px-6 sm:py-5"
    >
      <MailboxSwitcher mailboxes={mailboxes.data?.items ?? []} current={address} />
      <div className="flex flex-col gap-x-6 gap-y-4 xl:flex-row xl:items-center">
        <div className="flex min-w-0 flex-1 flex-col gap-3 sm:flex-row sm:items-center sm:gap-4">
          <h1
            className={`min-w-0 font-mono text-[clamp(1.25rem,0.9rem+1.6vw,1.875rem)] leading-tight font-medium tracking-tight wrap-anywhere ${
              ending && ending !== 'missing' ? 'text-soft line-through decoration-1' : ''
            }`}
          >
            {local}
            <wbr />
            <span className="text-soft">@{domain}</span>
          </h1>
          {!ending && (
            <CopyButton look="primary" shape="large" text={address} what="Address" aria-keyshortcuts="c">
              Copy<span className="sr-only"> address</span>
              <kbd
                aria-hidden
                className="ml-1 hidden rounded-sm border border-current/40 px-1.5 font-mono text-xs sm:inline"
              >
                c
              </kbd>
            </CopyButton>
          )}
        </div>
        {mailbox && !ending && (
          <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
            <Countdown mailbox={mailbox} />
            <MailboxActions mailbox={mailbox} />
          </div>
        )}
      </div>
    </section>
  )
}
