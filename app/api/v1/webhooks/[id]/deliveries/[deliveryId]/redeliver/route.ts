import * as endpoints from '@/lib/http/endpoints/webhooks'
import { json } from '@/lib/http/json'
import { idOf } from '@/lib/http/params'
import { methods, route } from '@/lib/http/route'
import { redeliver } from '@/lib/webhooks/log'

const again = route(endpoints.redeliverWebhook, async ({ ctx, viewer, params }) => {
  await redeliver(ctx, viewer, idOf(params), idOf({ id: params.deliveryId ?? '' }))
  return json({ status: 'queued' }, { status: 202 })
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: again })
