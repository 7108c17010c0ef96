'use client'

import { AtSign, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { toast } from '@/components/ui/toast'
import { ApiError } from '@/lib/client/api'
import { useCommands } from '@/lib/client/commands'
import { useDeleteMailbox } from '@/lib/client/mutations'
import type { MailboxBody } from '@/lib/mailboxes/schema'
import { useNewInbox } from './use-new-inbox'

/** Another address, one of a chosen name, the end. */
export function MailboxActions({ mailbox }: { mailbox: MailboxBody }) {
  const [isAsking, setAsking] = useState(false)
  const remove = useDeleteMailbox()
  const { createInbox, chooseName, isCreating } = useNewInbox()
  const onDelete = () => remove.mutate(mailbox, { onError: (error) => toast(words(error), 'danger') })
  useCommands([
    { id: 'new', words: 'New address', group: 'Inbox', key: 'n', run: createInbox },
    { id: 'name', words: 'New address with a name of your choice', group: 'Inbox', key: 'a', run: chooseName },
    { id: 'delete', words: 'Delete the inbox', group: 'Inbox', run: () => setAsking(true) },
  ])

  return (
    <div className="flex items-center gap-2 max-sm:grow">
      <Button className="max-sm:grow max-sm:px-2.5" onClick={createInbox} disabled={isCreating} aria-keyshortcuts="n">
        <Plus aria-hidden className="size-4" />
        New
        <span className="sr-only"> address</span>
      </Button>
      <Button className="max-sm:grow max-sm:px-2.5" onClick={chooseName} aria-keyshortcuts="a">
        <AtSign aria-hidden className="size-4" />
        Choose a name
      </Button>
      <Button
        shape="icon"
        onClick={() => setAsking(true)}
        disabled={remove.isPending}
        aria-label="Delete inbox"
        title="Delete inbox"
      >
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
