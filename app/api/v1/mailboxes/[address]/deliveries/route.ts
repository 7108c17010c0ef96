import { decodeCursor, encodeCursor, toPage } from '@/lib/http/cursor'
import * as endpoints from '@/lib/http/endpoints/mailboxes'
import { json } from '@/lib/http/json'
import { addressOf } from '@/lib/http/params'
import { methods, route } from '@/lib/http/route'
import { listDeliveries } from '@/lib/mailboxes/deliveries'

const list = route(endpoints.listDeliveries, async ({ ctx, viewer, params, query: { limit, cursor } }) => {
  const before = decodeCursor(cursor, /^[dm]\d{10,19}$/)
  const attempts = await listDeliveries(ctx, viewer, addressOf(params), { limit: limit + 1, before })
  const page = toPage(attempts, limit, encodeCursor)
  return json({ ...page, items: page.items.map(({ body }) => body) })
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: list })
