/** Events as `text/event-stream` (WHATWG HTML, 9.2). */
import type { MailboxEvent } from '@/lib/events/follow'
import { addStream } from './open-streams'
import { CORS } from './problem'

const encoder = new TextEncoder()
const HELLO = encoder.encode('retry: 2000\n\n')
const BEAT = encoder.encode(': awake\n\n')
/** What may wait for a slow reader in each stream; further events wait as references to shared ones. */
const MAX_BUFFERED_BYTES = 16_384

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

/**
 * Pulls from `events` as the reader reads. `stop` must end them; it is called once, when the reader goes, the signal
 * aborts, the events end, the process closes its streams, or the reader takes nothing during two beats.
 */
export function eventStream(
  events: AsyncIterator<MailboxEvent>,
  { signal, stop }: { signal: AbortSignal; stop(): void },
): Response {
  let isOpen = true
  let pulls = 0
  let pullsAtBeat = -1
  let leave = () => {}
  let close = () => {}

  function finish(): void {
    isOpen = false
    leave()
    signal.removeEventListener('abort', close)
    stop()
  }

  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        close = () => {
          if (!isOpen) return
          finish()
          controller.close()
        }
        const beat = () => {
          if ((controller.desiredSize ?? 0) > 0) controller.enqueue(BEAT)
          else if (pulls === pullsAtBeat) close()
          pullsAtBeat = pulls
        }
        controller.enqueue(HELLO)
        leave = addStream({ beat, close })
        signal.addEventListener('abort', close, { once: true })
        if (signal.aborted) close()
      },
      async pull(controller) {
        pulls++
        const { done, value } = await events.next()
        if (!isOpen) return
        if (!done) return controller.enqueue(encodeEvent(value))
        finish()
        controller.close()
      },
      cancel() {
        if (isOpen) finish()
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MAX_BUFFERED_BYTES }),
  )
  return new Response(body, { headers: HEADERS })
}

/** A stream without events that ends at once: whoever reads it comes back after the pause. */
export function emptyStream(): Response {
  return new Response(HELLO, { headers: HEADERS })
}

const encoded = new WeakMap<MailboxEvent, Uint8Array>()

/** Followers of one mailbox are told the same object: it is written out once. */
function encodeEvent(event: MailboxEvent): Uint8Array {
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
