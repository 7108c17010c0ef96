'use client'

import { useTranslations } from 'next-intl'
import { CopyButton } from '@/components/ui/copy-button'
import { Disclosure } from '@/components/ui/disclosure'
import { useSite } from './site-context'

/** For developers: how to send a first mail from a terminal. */
export function SmtpHint({ address }: { address: string }) {
  const t = useTranslations('inbox')
  const ui = useTranslations('ui')
  const { smtpHost, smtpPort } = useSite()
  const commands = [
    `swaks --to ${address} --server ${smtpHost}:${smtpPort}`,
    `printf 'Subject: Hello\\r\\n\\r\\nIt works.\\r\\n' | curl smtp://${smtpHost}:${smtpPort} --mail-from me@example.com --mail-rcpt ${address} -T -`,
  ]
  return (
    <Disclosure title={t('terminal')} isInner>
      <p className="text-soft">
        {t.rich('smtpAt', {
          server: () => (
            <span className="font-mono text-ink">
              {smtpHost}:{smtpPort}
            </span>
          ),
        })}
      </p>
      <ul className="mt-3 flex flex-col gap-2">
        {commands.map((command) => (
          <li key={command} className="flex items-start gap-2 rounded-control bg-sunken py-1 pr-1 pl-3">
            <code className="min-w-0 flex-1 py-1.5 font-mono text-xs leading-5 break-all">{command}</code>
            <CopyButton look="quiet" shape="small" text={command} what="command" aria-label={ui('copy.command')} />
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}
