'use client'

import { clsx } from 'clsx'
import { Paperclip } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type MouseEvent, memo, useState } from 'react'
import { useSite } from '@/components/mailboxes/site-context'
import { serverNow, useNowForAge } from '@/lib/client/clock'
import { useFormat } from '@/lib/client/format'
import { useHydrated } from '@/lib/client/use-hydrated'
import { messageHref } from '@/lib/client/use-route'
import type { SummaryBody } from '@/lib/messages/schema'
import { CodeChip } from './code-chip'

type Props = { address: string; message: SummaryBody; isSelected: boolean; onOpen(id: string): void }

const FRESH_MS = 8_000

/** One message in the list. The link covers the row; the code beside it is a button of its own. */
export const MessageRow = memo(function MessageRow({ address, message, isSelected, onOpen }: Props) {
  const t = useTranslations('messages')
  const words = useTranslations('words')
  const { age, fullTime } = useFormat()
  const { nowMs } = useSite()
  const now = useNowForAge(message.received_at, nowMs)
  const isHydrated = useHydrated()
  // what the page came with is no news
  const [isFresh] = useState(() => {
    const receivedMs = Date.parse(message.received_at)
    return receivedMs > nowMs && serverNow() - receivedMs < FRESH_MS
  })
  const sender = message.from?.name || message.from?.address || words('unknownSender')
  const isUnread = !message.is_read

  const onClick = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    onOpen(message.id)
  }

  return (
    <li
      className={clsx(
        'relative flex gap-3 py-3 pr-4 pl-3 transition-colors duration-(--quick)',
        isFresh && 'animate-arrive',
        isSelected ? 'bg-accent-wash' : 'hover:bg-sunken',
      )}
    >
      <span aria-hidden className={clsx('mt-1.5 size-2 shrink-0 rounded-full', isUnread && 'bg-accent')} />
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline gap-2">
          <a
            href={messageHref(address, message.id)}
            data-message={message.id}
            aria-label={t(isUnread ? 'rowUnread' : 'row', { sender, subject: message.subject || t('noSubject') })}
            aria-current={isSelected ? 'true' : undefined}
            onClick={onClick}
            className={clsx(
              'min-w-0 flex-1 truncate rounded-xs text-sm after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent',
              isUnread ? 'font-semibold' : 'font-medium',
            )}
          >
            <bdi>{sender}</bdi>
          </a>
          {message.attachment_count > 0 && (
            <span className="self-center text-soft">
              <Paperclip aria-hidden className="size-3.5" />
              <span className="sr-only">{t('attached', { count: message.attachment_count })}</span>
            </span>
          )}
          <time
            dateTime={message.received_at}
            title={isHydrated ? fullTime(message.received_at) : undefined}
            className="shrink-0 text-xs text-soft tabular-nums"
          >
            {isHydrated && age(message.received_at, now)}
          </time>
        </div>
        <p
          aria-hidden
          dir="auto"
          className={clsx('truncate text-start text-sm', isUnread ? 'font-medium' : 'text-soft')}
        >
          {message.subject || t('noSubjectInBrackets')}
        </p>
        <p dir="auto" className="truncate text-sm text-soft">
          {message.preview}
        </p>
        {message.otp && <CodeChip code={message.otp} />}
      </div>
    </li>
  )
})
