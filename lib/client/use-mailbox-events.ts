/** Follows one mailbox: events go into the query cache, the state of the connection comes back. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { SummaryBody } from '@/lib/messages/schema'
import { ApiError } from './api'
import { dropSummary, endMailbox, findSummary, lastSeq, searchAgain, writeMailbox, writeSummary } from './cache'
import { openMailboxStream, type StreamEvent, type StreamState } from './mailbox-stream'
import { keys, mailboxQuery } from './queries'

/** Only while there is no stream: some proxies hold events back. */
const LOOK_WITHOUT_STREAM_MS = 15_000

/** `address` null means not yet. `onNewMessage` hears of each message once, replayed ones included. */
export function useMailboxEvents(address: string | null, onNewMessage: (message: SummaryBody) => void): StreamState {
  const client = useQueryClient()
  const [state, setState] = useState<StreamState>('connecting')
  const listener = useRef(onNewMessage)
  useEffect(() => {
    listener.current = onNewMessage
  })

  useEffect(() => {
    if (!address) return
    let isFirst = true
    return openMailboxStream({
      address,
      lastSeq: () => lastSeq(client, address),
      onState: setState,
      isOver: () => isOver(client, address),
      onEvent(event) {
        const isNews = event.type === 'new_message' && !findSummary(client, address, event.data.id)
        writeEvent(client, address, event)
        if (isNews) listener.current(event.data)
        if (event.type !== 'ready') return
        // Changes and deletions are not replayed: look once after a gap.
        if (!isFirst) {
          void client.invalidateQueries({ queryKey: keys.messages(address) })
          searchAgain(client, address)
          void client.invalidateQueries({ queryKey: keys.deliveries(address) })
        }
        isFirst = false
      },
    })
  }, [address, client])

  useEffect(() => {
    if (!address || state !== 'reconnecting') return
    const look = () => void client.invalidateQueries({ queryKey: keys.messages(address) })
    const timer = setInterval(look, LOOK_WITHOUT_STREAM_MS)
    return () => clearInterval(timer)
  }, [address, state, client])

  return state
}

function writeEvent(client: QueryClient, address: string, event: StreamEvent): void {
  switch (event.type) {
    case 'new_message':
      writeSummary(client, address, event.data)
      void client.invalidateQueries({ queryKey: keys.deliveries(address) })
      break
    case 'message_updated':
      writeSummary(client, address, event.data)
      // what came late, contents or findings about the sender, is in no summary
      void client.invalidateQueries({ queryKey: keys.message(address, event.data.id) })
      break
    case 'message_deleted':
      dropSummary(client, address, event.data.id)
      break
    case 'delivery_refused':
      void client.invalidateQueries({ queryKey: keys.deliveries(address) })
      break
    case 'mailbox_expired':
      endMailbox(client, event.data, 'expired')
      break
    case 'mailbox_deleted':
      endMailbox(client, event.data, 'deleted')
      break
    default:
      writeMailbox(client, event.data)
  }
}

async function isOver(client: QueryClient, address: string): Promise<boolean> {
  try {
    await client.fetchQuery({ ...mailboxQuery(address), staleTime: 0, retry: false })
    return false
  } catch (error) {
    return error instanceof ApiError && error.status === 404
  }
}
