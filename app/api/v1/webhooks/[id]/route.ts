import * as endpoints from '@/lib/http/endpoints/webhooks'
import { json, noContent } from '@/lib/http/json'
import { idOf } from '@/lib/http/params'
import { methods, route } from '@/lib/http/route'
import { deleteWebhook, updateWebhook } from '@/lib/webhooks/webhooks'

const update = route(endpoints.updateWebhook, async ({ ctx, viewer, params, body }) => {
  const { url, events, is_enabled: isEnabled } = body
  return json(await updateWebhook(ctx, viewer, idOf(params), { url, events, isEnabled }))
})

const remove = route(endpoints.deleteWebhook, async ({ ctx, viewer, params }) => {
  await deleteWebhook(ctx, viewer, idOf(params))
  return noContent()
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ PATCH: update, DELETE: remove })
