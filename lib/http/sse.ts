/** `GET /mailboxes/{address}/events`: a mailbox followed over server-sent events. */
import type { Viewer } from '@/lib/accounts/viewer'
import type { Context } from '@/lib/context'
import { follow, type MailboxEvent } from '@/lib/events/follow'
import { EventStreamResponse, emptyStream } from './event-stream'
import type { Handler } from './route'

export { closeAllStreams, countStreams } from './open-streams'

type Input = {
  /** Every message with a greater seq is replayed; null replays nothing. */
  lastEventId: number | null
  signal: AbortSignal
}

/** Throws what getMailbox throws before any byte of a stream; otherwise `ready` is the first event of the answer. */
export async function mailboxEvents(
  ctx: Context,
  viewer: Viewer,
  address: string,
  { lastEventId, signal }: Input,
): Promise<Response> {
  const gone = new AbortController()
  const events = follow(ctx, viewer, address, { afterSeq: lastEventId, signal: gone.signal })
  let first: IteratorResult<MailboxEvent> | undefined = await events.next()

  async function next(): Promise<IteratorResult<MailboxEvent>> {
    const result = first ?? events.next()
    first = undefined
    try {
      return await result
    } catch (error) {
      // the client comes back with the id of what it has
      ctx.log.warn({ err: error }, 'stream_failed')
      return { done: true, value: undefined }
    }
  }

  const stop = () => {
    gone.abort()
    void events.return()
  }
  return new EventStreamResponse({ events: { next }, signal, stop })
}

/**
 * The Last-Event-ID header, which a browser sends when it comes back; otherwise the one of the query, which stands in
 * the URL for good. What is no seq counts as absent.
 */
export function toLastEventId(header: string | null, query: number | undefined): number | null {
  return header !== null && /^\d{1,10}$/.test(header) ? Number(header) : (query ?? null)
}

/**
 * While the database is away a client of event streams gets an empty one instead of 503: EventSource gives up for good
 * on any status but 200, and comes back after a stream that ends (WHATWG HTML, 9.2.3). It asks for `text/event-stream`
 * by name; others get the refusal. 404 stays 404, since giving up is then right.
 */
export function comingBack<Wrapped extends Handler>(handle: Wrapped): Handler & Wrapped {
  const orEmpty: Handler = async (request, context) => {
    const response = await handle(request, context)
    if (response.status !== 503 || !request.headers.get('accept')?.includes('text/event-stream')) return response
    return emptyStream()
  }
  return Object.assign(orEmpty, handle)
}
