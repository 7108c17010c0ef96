import * as endpoints from '@/lib/http/endpoints/mailboxes'
import { json, noContent } from '@/lib/http/json'
import { addressOf } from '@/lib/http/params'
import { methods, route } from '@/lib/http/route'
import { deleteMailbox, extendMailbox, getMailbox } from '@/lib/mailboxes/mailboxes'

const get = route(endpoints.getMailbox, async ({ ctx, viewer, params }) => {
  const mailbox = await getMailbox(ctx, viewer, addressOf(params))
  return json(mailbox.body)
})

const extend = route(endpoints.extendMailbox, async ({ ctx, viewer, params, body }) => {
  const mailbox = await extendMailbox(ctx, viewer, addressOf(params), { ttlMinutes: body.ttl_minutes })
  return json(mailbox.body)
})

const end = route(endpoints.deleteMailbox, async ({ ctx, viewer, params }) => {
  await deleteMailbox(ctx, viewer, addressOf(params))
  return noContent()
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: get, PATCH: extend, DELETE: end })
