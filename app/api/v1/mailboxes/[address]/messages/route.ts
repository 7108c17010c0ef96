import { invalidCursor, toPage } from '@/lib/http/cursor'
import * as endpoints from '@/lib/http/endpoints/messages'
import { json } from '@/lib/http/json'
import { addressOf } from '@/lib/http/params'
import { methods, route } from '@/lib/http/route'
import { toMessageFilter } from '@/lib/messages/input'
import { listMessages } from '@/lib/messages/messages'

const list = route(endpoints.listMessages, async ({ ctx, viewer, params, query }) => {
  if (query.cursor !== undefined && !/^\d{1,9}$/.test(query.cursor)) throw invalidCursor()
  const messages = await listMessages(ctx, viewer, addressOf(params), {
    ...toMessageFilter(query),
    limit: query.limit + 1,
    afterSeq: query.after_seq,
    beforeSeq: query.cursor === undefined ? undefined : Number(query.cursor),
  })
  return json(toPage(messages, query.limit, ({ seq }) => String(seq)))
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: list })
