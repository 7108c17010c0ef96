import * as endpoints from '@/lib/http/endpoints/messages'
import { json, noContent } from '@/lib/http/json'
import { addressOf, idOf } from '@/lib/http/params'
import { methods, route } from '@/lib/http/route'
import { deleteMessage, getMessage, markMessage } from '@/lib/messages/messages'

const get = route(endpoints.getMessage, async ({ ctx, viewer, params }) =>
  json(await getMessage(ctx, viewer, addressOf(params), idOf(params))),
)

const mark = route(endpoints.markMessage, async ({ ctx, viewer, params, body }) =>
  json(await markMessage(ctx, viewer, addressOf(params), { id: idOf(params), isRead: body.is_read })),
)

const remove = route(endpoints.deleteMessage, async ({ ctx, viewer, params }) => {
  await deleteMessage(ctx, viewer, addressOf(params), idOf(params))
  return noContent()
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: get, PATCH: mark, DELETE: remove })
