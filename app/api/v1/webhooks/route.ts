import * as endpoints from '@/lib/http/endpoints/webhooks'
import { json } from '@/lib/http/json'
import { methods, route } from '@/lib/http/route'
import { toCanonicalAddress } from '@/lib/mailboxes/address'
import { createWebhook, listWebhooks } from '@/lib/webhooks/webhooks'

const list = route(endpoints.listWebhooks, async ({ ctx, viewer }) =>
  json({ items: await listWebhooks(ctx, viewer), next_cursor: null }),
)

const create = route(endpoints.createWebhook, async ({ ctx, viewer, body }) => {
  const { url, events, mailbox, is_enabled: isEnabled } = body
  const address = mailbox == null ? null : (toCanonicalAddress(mailbox) ?? '')
  return json(await createWebhook(ctx, viewer, { url, events, mailbox: address, isEnabled }), { status: 201 })
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: list, POST: create })
