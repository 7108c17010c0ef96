import { decodeCursor, encodeCursor, toPage } from '@/lib/http/cursor'
import * as endpoints from '@/lib/http/endpoints/webhooks'
import { json } from '@/lib/http/json'
import { idOf } from '@/lib/http/params'
import { methods, route } from '@/lib/http/route'
import { listWebhookDeliveries } from '@/lib/webhooks/log'

const list = route(endpoints.listWebhookDeliveries, async ({ ctx, viewer, params, query }) => {
  const before = decodeCursor(query.cursor, /^[0-9a-f-]{36}$/)
  const rows = await listWebhookDeliveries(ctx, viewer, idOf(params), { limit: query.limit + 1, before })
  const page = toPage(rows, query.limit, encodeCursor)
  return json({ ...page, items: page.items.map(({ body }) => body) })
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: list })
