'use client'

import { Timer } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { serverNow } from '@/lib/client/clock'
import { useCommands } from '@/lib/client/commands'
import { useFormat } from '@/lib/client/format'
import { useExtendMailbox } from '@/lib/client/mutations'
import { useErrorWords } from '@/lib/client/use-error-words'
import type { MailboxBody } from '@/lib/mailboxes/schema'
import { Countdown } from './countdown'
import { useEndWarning } from './use-end-warning'

/** The time that is left and more of it. */
export function ExtendButton({ mailbox }: { mailbox: MailboxBody }) {
  const t = useTranslations('inbox')
  const commands = useTranslations('commands')
  const { timeLeft } = useFormat()
  const errorWords = useErrorWords()
  const extend = useExtendMailbox()
  const onExtend = () =>
    extend.mutate(mailbox, {
      onSuccess: ({ expires_at }) => toast(t('extended', { time: timeLeft(Date.parse(expires_at) - serverNow()) })),
      onError: (error) => toast(errorWords(error), 'danger'),
    })
  useCommands([{ id: 'extend', words: commands('extend'), group: 'Inbox', key: 'e', run: onExtend }])
  useEndWarning(mailbox, onExtend)
  return (
    <div className="flex items-center justify-between gap-3 sm:gap-6">
      <Countdown mailbox={mailbox} />
      <Button onClick={onExtend} disabled={extend.isPending} aria-keyshortcuts="e">
        <Timer aria-hidden className="size-4 max-[21rem]:hidden" />
        {t('extend')}
      </Button>
    </div>
  )
}
