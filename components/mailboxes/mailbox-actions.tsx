'use client'

import { AtSign, Plus, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { showDialog } from '@/components/ui/dialog-host'
import { hidden } from '@/components/ui/rich'
import { toast } from '@/components/ui/toast'
import { useCommands } from '@/lib/client/commands'
import { useDeleteMailbox } from '@/lib/client/mutations'
import { useErrorWords } from '@/lib/client/use-error-words'
import type { MailboxBody } from '@/lib/mailboxes/schema'
import { useNewInbox } from './use-new-inbox'

/** Another address, one of a chosen name, the end. */
export function MailboxActions({ mailbox }: { mailbox: MailboxBody }) {
  const t = useTranslations('inbox')
  const commands = useTranslations('commands')
  const errorWords = useErrorWords()
  const remove = useDeleteMailbox()
  const { createInbox, chooseName, isCreating } = useNewInbox()
  const onDelete = () => remove.mutate(mailbox, { onError: (error) => toast(errorWords(error), 'danger') })
  const askToDelete = () =>
    void showDialog(async () => {
      const { ConfirmDialog } = await import('@/components/ui/confirm-dialog')
      return (close) => (
        <ConfirmDialog title={t('deleteTitle')} confirm={t('delete')} onConfirm={onDelete} onClose={close}>
          <p>
            {t.rich('deleteAbout', {
              address: () => <span className="font-mono break-all text-ink">{mailbox.address}</span>,
            })}
          </p>
        </ConfirmDialog>
      )
    })
  useCommands([
    { id: 'new', words: commands('new'), group: 'Inbox', key: 'n', run: createInbox },
    { id: 'name', words: commands('name'), group: 'Inbox', key: 'a', run: chooseName },
    { id: 'delete', words: commands('delete'), group: 'Inbox', run: askToDelete },
  ])

  return (
    <div className="flex items-center gap-2 max-sm:grow">
      <Button className="max-sm:grow max-sm:px-2.5" onClick={createInbox} disabled={isCreating} aria-keyshortcuts="n">
        <Plus aria-hidden className="size-4 max-[21rem]:hidden" />
        <span>{t.rich('new', { hidden })}</span>
      </Button>
      <Button className="max-sm:grow max-sm:px-2.5" onClick={chooseName} aria-keyshortcuts="a">
        <AtSign aria-hidden className="size-4 max-[21rem]:hidden" />
        {t('chooseName')}
      </Button>
      <Button
        shape="icon"
        onClick={askToDelete}
        disabled={remove.isPending}
        aria-label={t('delete')}
        title={t('delete')}
      >
        <Trash2 aria-hidden className="size-4" />
      </Button>
    </div>
  )
}
