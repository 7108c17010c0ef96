import { json, noContent } from '@/lib/http/json'
import { addressOf, idOf } from '@/lib/http/params'
import { methods, route } from '@/lib/http/route'
import { MarkMessageInput } from '@/lib/messages/input'
import { deleteMessage, getMessage, markMessage } from '@/lib/messages/messages'

const get = route({}, async ({ ctx, viewer, params }) =>
  json(await getMessage(ctx, viewer, addressOf(params), idOf(params))),
)

const mark = route({ body: MarkMessageInput }, async ({ ctx, viewer, params, body }) =>
  json(await markMessage(ctx, viewer, addressOf(params), { id: idOf(params), isRead: body.is_read })),
)

const remove = route({}, async ({ ctx, viewer, params }) => {
  await deleteMessage(ctx, viewer, addressOf(params), idOf(params))
  return noContent()
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: get, PATCH: mark, DELETE: remove })
