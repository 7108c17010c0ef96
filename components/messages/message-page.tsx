'use client'

import { memo } from 'react'
import type { SummaryBody } from '@/lib/messages/schema'
import { MessageRow } from './message-row'

/** Most rows are about as high; a page that was seen once keeps its true height. */
const ROW_REM = 5.25

type Props = { address: string; items: SummaryBody[]; selected: string | null; onOpen(id: string): void }

/**
 * Messages that were loaded together, drawn only while they are near the screen: with one such block for a hundred rows,
 * ten thousand scroll as smoothly as a hundred. With one for each row the browser looks at all of them in every frame.
 */
export const MessagePage = memo(function MessagePage({ address, items, selected, onOpen }: Props) {
  return (
    <ul
      className="divide-y divide-line [content-visibility:auto] not-first:border-t not-first:border-line"
      style={{ containIntrinsicBlockSize: `auto ${items.length * ROW_REM}rem` }}
    >
      {items.map((message) => (
        <MessageRow
          key={message.id}
          address={address}
          message={message}
          isSelected={message.id === selected}
          onOpen={onOpen}
        />
      ))}
    </ul>
  )
})
