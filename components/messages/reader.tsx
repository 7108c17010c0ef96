'use client'

import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { useEffect, useEffectEvent, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { toast } from '@/components/ui/toast'
import { ApiError } from '@/lib/client/api'
import { useDeleteMessage, useMarkRead } from '@/lib/client/mutations'
import { messageQuery } from '@/lib/client/queries'
import { Highlights } from './highlights'
import { MessageTabs } from './message-tabs'
import { ReaderHeader } from './reader-header'
import { ShortcutLegend } from './shortcut-legend'

type Props = { address: string; messageId: string | null; hasEnded: boolean; onClose(): void }

/** The open message: beside the list on wide screens, alone on phones. Opening it marks it as read. */
export function Reader({ address, messageId, hasEnded, onClose }: Props) {
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
    onClose()
    // The reader is gone before the answer comes: a promise still reports it.
    remove.mutateAsync(id).then(
      () => toast('Message deleted.'),
      () => toast('The message could not be deleted. It is back in the list.', 'danger'),
    )
  }

  return (
    <section
      aria-label="Open message"
      className={clsx(
        'flex min-h-0 flex-col overflow-hidden rounded-panel border border-line bg-surface',
        messageId === null && 'max-lg:hidden',
        hasEnded && 'lg:col-span-2',
      )}
    >
      {messageId === null && (
        <Notice title="Nothing open" action={<ShortcutLegend />}>
          Choose a message to read it here.
        </Notice>
      )}
      {messageId !== null && !message.data && (
        <Missing error={message.error} hasEnded={hasEnded} onClose={onClose} onRetry={() => message.refetch()} />
      )}
      {message.data && (
        <>
          <ReaderHeader
            message={message.data}
            titleRef={title}
            onClose={onClose}
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
  if (!error && !hasEnded) return <p className="m-auto animate-breathe p-6 text-soft">Opening…</p>
  const isGone = hasEnded || (error instanceof ApiError && error.status === 404)
  return (
    <Notice
      title={isGone ? 'This message is gone' : 'The message did not open'}
      action={
        <>
          {!isGone && <Button onClick={onRetry}>Try again</Button>}
          {!hasEnded && <Button onClick={onClose}>Back to the inbox</Button>}
        </>
      }
    >
      {isGone ? 'It was deleted, or its inbox has ended.' : error?.message}
    </Notice>
  )
}
