/** Events as `text/event-stream` (WHATWG HTML, 9.2). */
import type { ServerResponse } from 'node:http'
import { DirectResponse, TextResponse } from '@/lib/direct-response'
import type { MailboxEvent } from '@/lib/events/follow'
import { type Sink, toSocketSink, toWebStream } from './event-sinks'
import { addStream } from './open-streams'
import { CORS } from './problem'

const encoder = new TextEncoder()
const HELLO = 'retry: 2000\n\n'
const HELLO_BYTES = encoder.encode(HELLO)
const BEAT = encoder.encode(': awake\n\n')

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  // proxies must neither store nor rewrite nor hold back
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
  'x-content-type-options': 'nosniff',
  // after the last event nothing more comes: readers that wait for the end of the connection see it too
  connection: 'close',
  ...CORS,
}

type Source = {
  events: AsyncIterator<MailboxEvent>
  signal: AbortSignal
  /** Must end the events. Called once. */
  stop(): void
}

/**
 * Ends when the events end, the signal aborts, the process closes its streams, or the reader takes nothing during two
 * beats. What waits for a slow reader is what the sink's buffer holds; further events wait as references to shared ones.
 */
export class EventStreamResponse extends DirectResponse {
  readonly #source: Source
  #body: ReadableStream<Uint8Array<ArrayBuffer>> | undefined

  constructor(source: Source) {
    super({ headers: HEADERS })
    this.#source = source
  }

  writeTo(out: ServerResponse): void {
    run(this.#source, toSocketSink(out))
  }

  override get body() {
    this.#body ??= toWebStream((sink) => run(this.#source, sink))
    return this.#body
  }
}

/** Returns what ends it early. */
function run({ events, signal, stop }: Source, sink: Sink): () => void {
  let isOpen = true
  let reads = 0
  let readsAtBeat = -1
  const close = () => {
    if (!isOpen) return
    isOpen = false
    leave()
    signal.removeEventListener('abort', close)
    stop()
    sink.end()
  }
  const beat = () => {
    if (sink.hasRoom()) sink.write(BEAT)
    else if (reads === readsAtBeat) close()
    readsAtBeat = reads
  }
  const pump = async () => {
    while (isOpen) {
      if (!sink.hasRoom()) await sink.room()
      reads++
      const { done, value } = await events.next()
      if (done) close()
      else if (isOpen) sink.write(encodeEvent(value))
    }
  }
  const leave = addStream({ beat, close })
  signal.addEventListener('abort', close, { once: true })
  sink.write(HELLO_BYTES)
  if (signal.aborted) close()
  void pump()
  return close
}

/** A stream without events that ends at once: whoever reads it comes back after the pause. */
export function emptyStream(): Response {
  return new TextResponse(HELLO, { headers: HEADERS })
}

const encoded = new WeakMap<MailboxEvent, Uint8Array<ArrayBuffer>>()

/** Followers of one mailbox are told the same object: it is written out once. */
function encodeEvent(event: MailboxEvent): Uint8Array<ArrayBuffer> {
  const known = encoded.get(event)
  if (known) return known
  const id = event.type === 'new_message' ? `id: ${event.message.seq}\n` : ''
  const bytes = encoder.encode(`event: ${event.type}\n${id}data: ${JSON.stringify(toData(event))}\n\n`)
  encoded.set(event, bytes)
  return bytes
}

function toData(event: MailboxEvent): unknown {
  if ('mailbox' in event) return event.mailbox
  if ('message' in event) return event.message
  return event.type === 'message_deleted' ? { id: event.id, seq: event.seq } : { address: event.address }
}
