'use client'

import { useQuery } from '@tanstack/react-query'
import { QrCode } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Key } from '@/components/ui/key'
import { hidden } from '@/components/ui/rich'
import { mailboxesQuery } from '@/lib/client/queries'
import type { Ending } from '@/lib/client/use-inbox'
import type { MailboxBody } from '@/lib/mailboxes/schema'
import type { SummaryBody } from '@/lib/messages/schema'
import { ExtendButton } from './extend-button'
import { MailboxActions } from './mailbox-actions'
import { MailboxSwitcher } from './mailbox-switcher'
import { NewestCode } from './newest-code'
import { useAddressCommands } from './use-address-commands'

type Props = {
  address: string
  mailbox: MailboxBody | undefined
  ending: Ending | null
  /** The newest message with a code. */
  withCode: SummaryBody | undefined
}

/** The address, large and one key from the clipboard; the time it has left; its newest code; what can be done with it. */
export function AddressBar({ address, mailbox, ending, withCode }: Props) {
  const t = useTranslations('inbox')
  const mailboxes = useQuery({ ...mailboxesQuery(), enabled: false })
  const { showQrCode } = useAddressCommands(ending ? null : address)
  const [local, domain] = address.split('@')
  return (
    <section aria-label={t('address')} className="rounded-panel border border-line bg-surface shadow-lift print:hidden">
      <div className="p-4 sm:px-6 sm:pt-5 sm:pb-4">
        <MailboxSwitcher mailboxes={mailboxes.data?.items ?? []} current={address} />
        <div className="flex flex-col gap-x-6 gap-y-4 lg:flex-row lg:items-center">
          <div className="flex min-w-0 flex-1 flex-col gap-3 sm:flex-row sm:items-center sm:gap-4">
            <h1
              tabIndex={-1}
              className={`min-w-0 font-mono text-[clamp(1.25rem,0.9rem+1.6vw,1.875rem)] leading-tight font-medium tracking-tight outline-none wrap-anywhere ${
                ending && ending !== 'missing' ? 'text-soft line-through decoration-1' : ''
              }`}
            >
              {local}
              <wbr />
              <span className="text-soft">@{domain}</span>
            </h1>
            {!ending && (
              <div className="flex shrink-0 gap-2">
                <CopyButton
                  look="primary"
                  shape="large"
                  className="max-sm:grow"
                  text={address}
                  what="address"
                  aria-keyshortcuts="c"
                >
                  {t.rich('copy', { hidden })}
                  <span aria-hidden className="ml-1 hidden sm:inline">
                    <Key name="c" />
                  </span>
                </CopyButton>
                <Button shape="largeIcon" onClick={showQrCode} aria-label={t('qr')} title={t('qrHint')}>
                  <QrCode aria-hidden className="size-5" />
                </Button>
              </div>
            )}
          </div>
          {mailbox && !ending && <ExtendButton mailbox={mailbox} />}
        </div>
      </div>
      {mailbox && !ending && (
        <div className="flex items-center justify-between gap-x-4 gap-y-2 border-t border-line px-4 py-2 max-sm:flex-wrap sm:px-6">
          <NewestCode message={withCode} />
          <MailboxActions mailbox={mailbox} />
        </div>
      )}
    </section>
  )
}
