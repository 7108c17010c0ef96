'use client'

import { Timer, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { CopyButton } from '@/components/ui/copy-button'
import { toast } from '@/components/ui/toast'
import { serverNow } from '@/lib/client/clock'
import { useFormat } from '@/lib/client/format'
import { useDeleteMailbox, useExtendMailbox } from '@/lib/client/mutations'
import { useErrorWords } from '@/lib/client/use-error-words'
import { mailboxHref } from '@/lib/client/use-route'
import type { MailboxBody } from '@/lib/mailboxes/schema'
import { TimeLeft } from './time-left'

/** One inbox of the list: what it holds, how long it lasts, and what can be done with it. */
export function MailboxItem({ mailbox }: { mailbox: MailboxBody }) {
  const t = useTranslations('dashboard')
  const { timeLeft } = useFormat()
  const errorWords = useErrorWords()
  const [isAsking, setAsking] = useState(false)
  const extend = useExtendMailbox()
  const remove = useDeleteMailbox()
  const { address, message_count, unread_count, owner_type } = mailbox
  const [local = '', domain] = address.split('@')

  const onExtend = () =>
    extend.mutate(mailbox, {
      onSuccess: ({ expires_at }) =>
        toast(t('extended', { inbox: local, time: timeLeft(Date.parse(expires_at) - serverNow()) })),
      onError: (error) => toast(errorWords(error), 'danger'),
    })
  const onEnd = () =>
    remove.mutate(mailbox, {
      onSuccess: () => toast(t('hasEnded', { inbox: local })),
      onError: (error) => toast(errorWords(error), 'danger'),
    })

  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-2.5 px-4 py-3.5 sm:px-5">
      <div className="flex min-w-0 flex-1 basis-64 items-center justify-between gap-3">
        <div className="min-w-0">
          <a
            href={mailboxHref(address)}
            className="rounded-sm font-mono font-medium wrap-anywhere underline-offset-4 hover:underline"
          >
            {local}
            <wbr />
            <span className="text-soft">@{domain}</span>
          </a>
          <p className="mt-0.5 flex flex-wrap items-center gap-x-2 text-sm text-soft">
            {t('messages', { count: message_count })}
            {unread_count > 0 && (
              <span className="rounded-full bg-accent px-1.5 text-xs leading-5 font-medium text-accent-ink">
                {t('unread', { count: unread_count })}
              </span>
            )}
            {owner_type === 'api' && <span>· {t('byKey')}</span>}
          </p>
        </div>
        <CopyButton
          look="quiet"
          shape="icon"
          text={address}
          what="address"
          aria-label={t('copyAddress', { address })}
        />
      </div>
      <div className="flex grow items-center justify-between gap-4 sm:grow-0">
        <TimeLeft mailbox={mailbox} />
        <div className="flex items-center gap-2">
          <Button onClick={onExtend} disabled={extend.isPending} aria-label={t('extendAddress', { address })}>
            <Timer aria-hidden className="size-4" />
            {t('extend')}
          </Button>
          <Button
            shape="icon"
            onClick={() => setAsking(true)}
            disabled={remove.isPending}
            aria-label={t('endAddress', { address })}
          >
            <Trash2 aria-hidden className="size-4" />
          </Button>
        </div>
      </div>
      {isAsking && (
        <ConfirmDialog title={t('endTitle')} confirm={t('end')} onConfirm={onEnd} onClose={() => setAsking(false)}>
          <p>
            {t.rich('endAbout', {
              address: () => <span className="font-mono break-all text-ink">{address}</span>,
            })}
          </p>
        </ConfirmDialog>
      )}
    </li>
  )
}
