/** A mailbox as it happens, over server-sent events, across lost connections. */
import { createParser, type EventSourceMessage } from 'eventsource-parser'
import { MayflyError } from './errors'
import { sleep } from './sleep'
import type { Mailbox, MessageDeleted, Summary } from './types'

export type InboxEvent =
  | { type: 'ready' | 'mailbox_updated' | 'mailbox_expired' | 'mailbox_deleted'; mailbox: Mailbox }
  | { type: 'new_message' | 'message_updated'; message: Summary }
  | ({ type: 'message_deleted' } & MessageDeleted)

type Options = {
  /** Opens one connection that replays every message with a greater seq; null replays nothing. */
  open(lastEventId: number | null, ended: AbortSignal): Promise<Response>
  afterSeq: number | null
  signal?: AbortSignal
}

const RETRY_MS = 2_000
/** The server says something every 15 s; a connection that is silent for longer is dead. */
const SILENCE_MS = 45_000

/**
 * Every message with a greater seq once and in order, and what changes meanwhile; `ready` again after each reconnect.
 * Ends with the mailbox. Throws MayflyError when the first connection is refused, and the signal's reason when it aborts.
 */
export async function* followEvents({ open, afterSeq, signal }: Options): AsyncGenerator<InboxEvent, void> {
  let cursor = afterSeq
  let isFirst = true
  let retryMs = RETRY_MS
  while (true) {
    const connection = new AbortController()
    try {
      const response = await open(cursor, connection.signal)
      isFirst = false
      for await (const message of readMessages(
        response,
        () => connection.abort(),
        (ms) => (retryMs = ms),
      )) {
        const event = toEvent(message)
        if (!event) continue
        if (event.type === 'ready') cursor ??= event.mailbox.last_seq
        if (event.type === 'new_message') cursor = event.message.seq
        yield event
        if (event.type === 'mailbox_expired' || event.type === 'mailbox_deleted') return
      }
    } catch (error) {
      signal?.throwIfAborted()
      const isRefused =
        error instanceof MayflyError && error.status >= 400 && error.status < 500 && error.status !== 429
      // it ended while nobody was connected
      if (isRefused && !isFirst && error.status === 404) return
      if (isRefused || isFirst) throw error
    } finally {
      connection.abort()
    }
    await sleep(retryMs, signal)
  }
}

async function* readMessages(
  response: Response,
  abort: () => void,
  onRetry: (ms: number) => void,
): AsyncGenerator<EventSourceMessage> {
  const queue: EventSourceMessage[] = []
  const parser = createParser({ onEvent: (message) => queue.push(message), onRetry })
  const decoder = new TextDecoder()
  const reader = response.body?.getReader()
  while (reader) {
    const timer = setTimeout(abort, SILENCE_MS)
    const { done, value } = await reader.read().finally(() => clearTimeout(timer))
    if (done) return
    parser.feed(decoder.decode(value, { stream: true }))
    yield* queue.splice(0)
  }
}

/** null for events that this version does not know. */
function toEvent({ event, data }: EventSourceMessage): InboxEvent | null {
  switch (event) {
    case 'ready':
    case 'mailbox_updated':
    case 'mailbox_expired':
    case 'mailbox_deleted':
      return { type: event, mailbox: JSON.parse(data) }
    case 'new_message':
    case 'message_updated':
      return { type: event, message: JSON.parse(data) }
    case 'message_deleted':
      return { type: event, ...JSON.parse(data) }
    default:
      return null
  }
}
