import { addressOf } from '@/lib/http/params'
import { methods, route } from '@/lib/http/route'
import { mailboxEvents } from '@/lib/http/sse'
import { EventsQuery } from '@/lib/messages/input'

const events = route({ query: EventsQuery }, async ({ ctx, viewer, params, query, request }) =>
  mailboxEvents(ctx, viewer, addressOf(params), {
    lastEventId: query.last_event_id ?? request.headers.get('last-event-id'),
    signal: request.signal,
  }),
)

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: events })
