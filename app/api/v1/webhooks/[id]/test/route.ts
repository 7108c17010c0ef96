import * as endpoints from '@/lib/http/endpoints/webhooks'
import { json } from '@/lib/http/json'
import { idOf } from '@/lib/http/params'
import { methods, route } from '@/lib/http/route'
import { testWebhook } from '@/lib/webhooks/log'

const test = route(endpoints.testWebhook, async ({ ctx, viewer, params }) =>
  json(await testWebhook(ctx, viewer, idOf(params))),
)

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: test })
