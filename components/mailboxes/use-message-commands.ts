'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { useCommands } from '@/lib/client/commands'
import { currentRoute, goTo, mailboxHref, messageHref, replaceWith } from '@/lib/client/use-route'
import type { SummaryBody } from '@/lib/messages/schema'
import { listRows, usePlaceInList } from './use-place-in-list'

/** As many as a person would look through in the palette. */
const OFFERED = 50

type Moves = { open(id: string): void; close(): void; step(by: 1 | -1): void; hasNext(by: 1 | -1): boolean }

/** Opening, closing and stepping through the messages, by hand or by key. Down the list is towards the older. */
export function useMessageCommands(address: string, messageId: string | null, summaries: SummaryBody[]): Moves {
  const t = useTranslations('commands')
  const messages = useTranslations('messages')
  const words = useTranslations('words')
  const { remember } = usePlaceInList(messageId)
  const open = useCallback(
    (id: string) => {
      if (currentRoute().messageId) return replaceWith(messageHref(address, id))
      remember()
      goTo(messageHref(address, id))
    },
    [address, remember],
  )
  const close = () => {
    if (messageId) goTo(mailboxHref(address))
  }
  const neighbour = (id: string, by: 1 | -1) => {
    const at = summaries.findIndex((summary) => summary.id === id)
    return at === -1 ? undefined : summaries[at + by]
  }
  const step = (by: 1 | -1) => {
    // Keys may come faster than renders.
    const current = currentRoute().messageId
    if (!current) return moveFocus(by)
    const next = neighbour(current, by)
    if (next) open(next.id)
  }
  const hasNext = (by: 1 | -1) => messageId !== null && neighbour(messageId, by) !== undefined

  useCommands([
    { id: 'next', words: t('next'), group: 'Messages', key: 'j', run: () => step(1) },
    { id: 'previous', words: t('previous'), group: 'Messages', key: 'k', run: () => step(-1) },
    ...(messageId ? [{ id: 'close', words: t('close'), group: 'Messages' as const, key: 'Escape', run: close }] : []),
    ...summaries.slice(0, OFFERED).map(({ id, subject, from }) => ({
      id: `open-${id}`,
      words: t('open', {
        subject: subject || messages('noSubjectInBrackets'),
        sender: from?.name || from?.address || words('unknownSender'),
      }),
      group: 'Messages' as const,
      run: () => open(id),
    })),
  ])
  return { open, close, step, hasNext }
}

function moveFocus(by: 1 | -1): void {
  const all = listRows()
  const at = all.findIndex((row) => row.matches(':focus'))
  all[at === -1 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)]?.focus()
}
