'use client'

import { KeyRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { CopyButton } from '@/components/ui/copy-button'
import { Key } from '@/components/ui/key'
import { useCopyByKey } from '@/components/ui/use-copy-by-key'
import { useCommands } from '@/lib/client/commands'
import type { SummaryBody } from '@/lib/messages/schema'

/** Why most people wait for mail, beside the address. Its place is kept while there is none, so that nothing jumps. */
export function NewestCode({ message }: { message: SummaryBody | undefined }) {
  const t = useTranslations('inbox')
  const commands = useTranslations('commands')
  const copyCode = useCopyByKey('code')
  const code = message?.otp ?? null
  useCommands(
    code ? [{ id: 'code', words: commands('code'), group: 'Inbox', key: 'v', run: () => void copyCode(code) }] : [],
  )
  if (!message || !code) {
    return (
      <p className="flex min-w-0 items-center gap-2 text-sm text-soft max-sm:hidden">
        <KeyRound aria-hidden className="size-4 shrink-0" />
        {t('codesHere')}
      </p>
    )
  }
  return (
    <div className="flex min-w-0 items-center gap-3 max-sm:w-full max-sm:justify-between">
      <p key={message.id} className="flex min-w-0 animate-appear items-baseline gap-2">
        <KeyRound aria-hidden className="size-4 shrink-0 self-center text-accent" />
        <span className="font-mono text-xl font-medium tracking-wider text-accent">{code}</span>
        <span dir="auto" className="truncate text-sm text-soft">
          {t('codeFrom', { sender: message.from?.name || message.from?.address || t('unknownSender') })}
        </span>
      </p>
      <CopyButton shape="small" text={code} what="code" aria-label={t('copyNewestCode')} aria-keyshortcuts="v">
        {t('copyPlain')}
        <span aria-hidden className="max-sm:hidden">
          <Key name="v" />
        </span>
      </CopyButton>
    </div>
  )
}
