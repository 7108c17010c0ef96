/** Follows the newest inbox of a list. Its events say that the list is to be asked for again; the list says what is. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { MailboxBody } from '@/lib/mailboxes/schema'
import type { SummaryBody } from '@/lib/messages/schema'
import { ApiError, api } from './api'
import { openMailboxStream, type StreamState } from './mailbox-stream'
import { keys } from './queries'

/** Null while there is nothing to follow. `onNewMessage` hears of what arrives from now on. */
export function useListStream(
  newest: MailboxBody | undefined,
  onNewMessage: (address: string, message: SummaryBody) => void,
): StreamState | null {
  const client = useQueryClient()
  const [state, setState] = useState<StreamState>('connecting')
  const latest = useRef({ lastSeq: 0, onNewMessage })
  useEffect(() => {
    latest.current = { lastSeq: newest?.last_seq ?? 0, onNewMessage }
  })

  const address = newest?.address
  useEffect(() => {
    if (!address) return
    return openMailboxStream({
      address,
      lastSeq: () => latest.current.lastSeq,
      onState: setState,
      isOver: () => isOver(address),
      onEvent(event) {
        if (event.type === 'new_message') latest.current.onNewMessage(address, event.data)
        if (event.type !== 'ready') void client.invalidateQueries({ queryKey: keys.mailboxes })
      },
    })
  }, [address, client])

  return address ? state : null
}

const isOver = (address: string) =>
  api.getMailbox(address).then(
    () => false,
    (error) => error instanceof ApiError && error.status === 404,
  )
