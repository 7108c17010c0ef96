'use client'

import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { SummaryPages } from '@/lib/client/cache'
import { useErrorWords } from '@/lib/client/use-error-words'
import { MessagePage } from './message-page'
import { useNearby } from './use-nearby'

type Props = {
  address: string
  messages: UseInfiniteQueryResult<SummaryPages>
  selected: string | null
  onOpen(id: string): void
  /** Stands above the messages. */
  children?: ReactNode
}

/** Newest first; grows live at the top, and at the end while it is scrolled. */
export function MessageList({ address, messages, selected, onOpen, children }: Props) {
  const t = useTranslations('messages')
  const ui = useTranslations('ui')
  const errorWords = useErrorWords()
  const end = useNearby(() => {
    if (!messages.isFetchingNextPage && !messages.isFetchNextPageError) void messages.fetchNextPage()
  })
  return (
    <section
      aria-label={t('title')}
      className="flex min-h-0 flex-1 flex-col overflow-hidden rounded-panel border border-line bg-surface"
    >
      <h2 className="sr-only">{t('title')}</h2>
      {messages.isPending && <Waiting />}
      {messages.isError && !messages.data && (
        <Notice title={t('failed')} action={<Button onClick={() => messages.refetch()}>{ui('retry')}</Button>}>
          {errorWords(messages.error)}
        </Notice>
      )}
      {children}
      <div className="min-h-0 overflow-y-auto">
        {messages.data?.pages.map(({ items }, page) => (
          <MessagePage
            // biome-ignore lint/suspicious/noArrayIndexKey: pages stay where they are; the first grows
            key={page}
            address={address}
            items={items}
            selected={items.some(({ id }) => id === selected) ? selected : null}
            onOpen={onOpen}
          />
        ))}
        {messages.hasNextPage && (
          <div key={messages.data?.pages.length} ref={end} className="flex justify-center p-3">
            <Button look="quiet" onClick={() => messages.fetchNextPage()} disabled={messages.isFetchingNextPage}>
              {t('older')}
            </Button>
          </div>
        )}
      </div>
    </section>
  )
}

function Waiting() {
  const t = useTranslations('messages')
  return (
    <div role="status" className="flex animate-breathe flex-col gap-3 p-4">
      <span className="sr-only">{t('loading')}</span>
      {[0, 1, 2].map((row) => (
        <div key={row} className="h-14 rounded-control bg-sunken" />
      ))}
    </div>
  )
}
