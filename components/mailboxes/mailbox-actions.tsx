'use client'

import { Plus, Timer, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { toast } from '@/components/ui/toast'
import { ApiError } from '@/lib/client/api'
import { serverNow } from '@/lib/client/clock'
import { timeLeft } from '@/lib/client/format'
import { useDeleteMailbox, useExtendMailbox } from '@/lib/client/mutations'
import type { MailboxBody } from '@/lib/mailboxes/schema'
import { useNewInbox } from './use-new-inbox'

/** More time, another address, the end: what a visitor can do with an inbox. */
export function MailboxActions({ mailbox }: { mailbox: MailboxBody }) {
  const [isAsking, setAsking] = useState(false)
  const extend = useExtendMailbox()
  const remove = useDeleteMailbox()
  const { createInbox, isCreating } = useNewInbox()

  const onExtend = () =>
    extend.mutate(mailbox, {
      onSuccess: ({ expires_at }) => toast(`This inbox now ends in ${timeLeft(Date.parse(expires_at) - serverNow())}.`),
      onError: (error) => toast(words(error), 'danger'),
    })
  const onDelete = () => remove.mutate(mailbox, { onError: (error) => toast(words(error), 'danger') })

  return (
    <div className="flex grow items-center gap-2 sm:grow-0">
      <Button className="grow" onClick={onExtend} disabled={extend.isPending}>
        <Timer aria-hidden className="size-4" />
        Extend
      </Button>
      <Button className="grow" onClick={createInbox} disabled={isCreating}>
        <Plus aria-hidden className="size-4" />
        New
        <span className="sr-only"> address</span>
      </Button>
      <Button shape="icon" onClick={() => setAsking(true)} disabled={remove.isPending} aria-label="Delete inbox">
        <Trash2 aria-hidden className="size-4" />
      </Button>
      {isAsking && (
        <ConfirmDialog
          title="Delete this inbox?"
          confirm="Delete inbox"
          onConfirm={onDelete}
          onClose={() => setAsking(false)}
        >
          <p>
            <span className="font-mono break-all text-ink">{mailbox.address}</span> ends at once, and so do its
            messages. Nothing can be brought back, and mail sent to it from now on is dropped.
          </p>
        </ConfirmDialog>
      )}
    </div>
  )
}

const words = (error: Error) => (error instanceof ApiError ? error.message : 'That did not work. Try again.')
