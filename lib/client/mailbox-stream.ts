/** One live connection to one mailbox: reconnects, resumes after the last seq, rests while the tab is hidden. */
import type { MailboxBody } from '@/lib/mailboxes/schema'
import type { SummaryBody } from '@/lib/messages/schema'
import { mailboxPath } from './api'

export type StreamState = 'connecting' | 'live' | 'reconnecting' | 'resting' | 'ended'

export type StreamEvent =
  | { type: 'ready' | 'mailbox_updated' | 'mailbox_expired' | 'mailbox_deleted'; data: MailboxBody }
  | { type: 'new_message' | 'message_updated'; data: SummaryBody }
  | { type: 'message_deleted'; data: { id: string; seq: number } }
  | { type: 'delivery_refused'; data: { address: string } }

type Options = {
  address: string
  /** Messages after this seq are replayed; asked at every connection we open ourselves. */
  lastSeq(): number
  onEvent(event: StreamEvent): void
  onState(state: StreamState): void
  /** The server refused the stream: resolves to true when the mailbox is over, false when it is worth trying again. */
  isOver(): Promise<boolean>
}

const EVENTS = [
  'ready',
  'new_message',
  'message_updated',
  'message_deleted',
  'mailbox_updated',
  'delivery_refused',
  'mailbox_expired',
  'mailbox_deleted',
] as const satisfies StreamEvent['type'][]

const REST_AFTER_HIDDEN_MS = 10 * 60_000
const RETRY_MS = { first: 1_000, most: 30_000 }

/** Opens at once; returns the function that closes it for good. */
export function openMailboxStream(options: Options): () => void {
  let source: EventSource | null = null
  let retryMs = RETRY_MS.first
  let isClosed = false
  let retryTimer: ReturnType<typeof setTimeout> | undefined
  let restTimer: ReturnType<typeof setTimeout> | undefined

  const connect = () => {
    clearTimeout(retryTimer)
    source?.close()
    const opened = new EventSource(`${mailboxPath(options.address)}/events?last_event_id=${options.lastSeq()}`)
    source = opened
    for (const type of EVENTS) {
      opened.addEventListener(type, (message) => {
        const event = { type, data: JSON.parse(message.data) } as StreamEvent
        if (type === 'ready') {
          retryMs = RETRY_MS.first
          options.onState('live')
        }
        options.onEvent(event)
        if (type === 'mailbox_expired' || type === 'mailbox_deleted') finish()
      })
    }
    opened.addEventListener('error', () => {
      if (isClosed || source !== opened) return
      options.onState('reconnecting')
      if (opened.readyState === EventSource.CLOSED) void afterRefusal()
    })
  }

  const afterRefusal = async () => {
    const isOver = await options.isOver().catch(() => false)
    if (isClosed) return
    if (isOver) return finish()
    retryTimer = setTimeout(connect, retryMs)
    retryMs = Math.min(retryMs * 2, RETRY_MS.most)
  }

  const rest = () => {
    source?.close()
    source = null
    options.onState('resting')
  }

  const onVisibility = () => {
    clearTimeout(restTimer)
    if (document.visibilityState === 'hidden') restTimer = setTimeout(rest, REST_AFTER_HIDDEN_MS)
    else if (!source) reconnect()
  }

  const reconnect = () => {
    options.onState('reconnecting')
    connect()
  }

  const onOnline = () => {
    if (source?.readyState !== EventSource.OPEN && document.visibilityState === 'visible') reconnect()
  }

  const close = () => {
    isClosed = true
    source?.close()
    clearTimeout(retryTimer)
    clearTimeout(restTimer)
    document.removeEventListener('visibilitychange', onVisibility)
    window.removeEventListener('online', onOnline)
  }

  // Closed from our side, so that the browser does not ask again and get the 404 of an ended mailbox.
  const finish = () => {
    close()
    options.onState('ended')
  }

  document.addEventListener('visibilitychange', onVisibility)
  window.addEventListener('online', onOnline)
  options.onState('connecting')
  connect()
  return close
}
