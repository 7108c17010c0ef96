import { json, noContent } from '@/lib/http/json'
import { addressOf } from '@/lib/http/params'
import { methods, route } from '@/lib/http/route'
import { ExtendMailboxInput } from '@/lib/mailboxes/input'
import { deleteMailbox, extendMailbox, getMailbox } from '@/lib/mailboxes/mailboxes'

const get = route({}, async ({ ctx, viewer, params }) => {
  const mailbox = await getMailbox(ctx, viewer, addressOf(params))
  return json(mailbox.body)
})

const extend = route(
  { body: ExtendMailboxInput, codes: { ttl_minutes: 'invalid_ttl' } },
  async ({ ctx, viewer, params, body }) => {
    const mailbox = await extendMailbox(ctx, viewer, addressOf(params), { ttlMinutes: body.ttl_minutes })
    return json(mailbox.body)
  },
)

const end = route({}, async ({ ctx, viewer, params }) => {
  await deleteMailbox(ctx, viewer, addressOf(params))
  return noContent()
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: get, PATCH: extend, DELETE: end })
