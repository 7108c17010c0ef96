'use client'

import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { useEffect, useEffectEvent, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { toast } from '@/components/ui/toast'
import { ApiError } from '@/lib/client/api'
import { useCommands } from '@/lib/client/commands'
import { useDeleteMessage, useMarkRead } from '@/lib/client/mutations'
import { messageQuery } from '@/lib/client/queries'
import { useErrorWords } from '@/lib/client/use-error-words'
import { Highlights } from './highlights'
import { MessageTabs } from './message-tabs'
import { ReaderHeader } from './reader-header'
import { ShortcutLegend } from './shortcut-legend'

type Props = {
  address: string
  messageId: string | null
  hasEnded: boolean
  moves: { close(): void; step(by: 1 | -1): void; hasNext(by: 1 | -1): boolean }
}

/** The open message: beside the list on wide screens, alone on phones. Opening it marks it as read. */
export function Reader({ address, messageId, hasEnded, moves }: Props) {
  const t = useTranslations('messages')
  const commands = useTranslations('commands')
  const message = useQuery({ ...messageQuery(address, messageId ?? ''), enabled: messageId !== null && !hasEnded })
  const markRead = useMarkRead(address)
  const remove = useDeleteMessage(address)
  const title = useRef<HTMLHeadingElement>(null)

  const id = message.data?.id
  const onOpened = useEffectEvent(() => {
    title.current?.focus({ preventScroll: true })
    if (message.data && !message.data.is_read && !hasEnded) markRead.mutate(message.data.id)
  })
  useEffect(() => {
    if (id) onOpened()
  }, [id])

  const onDelete = () => {
    if (!id) return
    moves.close()
    // The reader is gone before the answer comes: a promise still reports it.
    remove.mutateAsync(id).then(
      () => toast(t('deleted')),
      () => toast(t('deleteFailed'), 'danger'),
    )
  }

  useCommands(
    id && !hasEnded
      ? [{ id: 'delete-message', words: commands('deleteMessage'), group: 'Messages', key: '#', run: onDelete }]
      : [],
  )

  return (
    <section
      aria-label={t('open')}
      className={clsx(
        'flex min-h-0 flex-col overflow-hidden rounded-panel border border-line bg-surface print:block print:overflow-visible print:border-0',
        messageId === null && 'max-lg:hidden',
        hasEnded && 'lg:col-span-2',
      )}
    >
      {messageId === null && (
        <Notice title={t('nothingOpen')} action={<ShortcutLegend />}>
          {t('nothingOpenAbout')}
        </Notice>
      )}
      {messageId !== null && !message.data && (
        <Missing error={message.error} hasEnded={hasEnded} onClose={moves.close} onRetry={() => message.refetch()} />
      )}
      {message.data && (
        <>
          <ReaderHeader
            message={message.data}
            titleRef={title}
            moves={moves}
            onDelete={hasEnded ? undefined : onDelete}
          />
          <Highlights message={message.data} />
          <MessageTabs address={address} message={message.data} hasEnded={hasEnded} />
        </>
      )}
    </section>
  )
}

type MissingProps = { error: Error | null; hasEnded: boolean; onClose(): void; onRetry(): void }

function Missing({ error, hasEnded, onClose, onRetry }: MissingProps) {
  const t = useTranslations('messages')
  const ui = useTranslations('ui')
  const errorWords = useErrorWords()
  if (!error && !hasEnded) return <ReaderSkeleton />
  const isGone = hasEnded || (error instanceof ApiError && error.status === 404)
  return (
    <Notice
      title={t(isGone ? 'gone' : 'didNotOpen')}
      action={
        <>
          {!isGone && <Button onClick={onRetry}>{ui('retry')}</Button>}
          {!hasEnded && <Button onClick={onClose}>{t('back')}</Button>}
        </>
      }
    >
      {isGone ? t('goneAbout') : errorWords(error)}
    </Notice>
  )
}

/** In the shape of what comes. */
function ReaderSkeleton() {
  const t = useTranslations('messages')
  return (
    <div role="status" className="flex flex-1 animate-breathe flex-col gap-3 p-5">
      <span className="sr-only">{t('opening')}</span>
      <div className="h-8 w-2/3 rounded-control bg-sunken" />
      <div className="h-4 w-1/2 rounded-control bg-sunken" />
      <div className="h-4 w-1/3 rounded-control bg-sunken" />
      <div className="mt-6 h-4 w-5/6 rounded-control bg-sunken" />
      <div className="h-4 w-3/4 rounded-control bg-sunken" />
    </div>
  )
}
