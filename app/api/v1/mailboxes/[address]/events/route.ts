import * as endpoints from '@/lib/http/endpoints/mailboxes'
import { addressOf } from '@/lib/http/params'
import { methods, route } from '@/lib/http/route'
import { comingBack, mailboxEvents, toLastEventId } from '@/lib/http/sse'

const events = route(endpoints.followMailbox, async ({ ctx, viewer, params, query, request }) =>
  mailboxEvents(ctx, viewer, addressOf(params), {
    lastEventId: toLastEventId(request.headers.get('last-event-id'), query.last_event_id),
    signal: request.signal,
  }),
)

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: comingBack(events) })
