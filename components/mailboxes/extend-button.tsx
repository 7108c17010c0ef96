'use client'

import { Timer } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { ApiError } from '@/lib/client/api'
import { serverNow } from '@/lib/client/clock'
import { useCommands } from '@/lib/client/commands'
import { timeLeft } from '@/lib/client/format'
import { useExtendMailbox } from '@/lib/client/mutations'
import type { MailboxBody } from '@/lib/mailboxes/schema'
import { Countdown } from './countdown'
import { useEndWarning } from './use-end-warning'

/** The time that is left and more of it. */
export function ExtendButton({ mailbox }: { mailbox: MailboxBody }) {
  const extend = useExtendMailbox()
  const onExtend = () =>
    extend.mutate(mailbox, {
      onSuccess: ({ expires_at }) => toast(`This inbox now ends in ${timeLeft(Date.parse(expires_at) - serverNow())}.`),
      onError: (error) => toast(error instanceof ApiError ? error.message : 'That did not work. Try again.', 'danger'),
    })
  useCommands([{ id: 'extend', words: 'Extend the inbox', group: 'Inbox', key: 'e', run: onExtend }])
  useEndWarning(mailbox, onExtend)
  return (
    <div className="flex items-center justify-between gap-6">
      <Countdown mailbox={mailbox} />
      <Button onClick={onExtend} disabled={extend.isPending} aria-keyshortcuts="e">
        <Timer aria-hidden className="size-4" />
        Extend
      </Button>
    </div>
  )
}
