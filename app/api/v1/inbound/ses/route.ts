import { clientIpOf } from '@/lib/client-ip'
import { readBytes, toJson } from '@/lib/http/body'
import * as endpoints from '@/lib/http/endpoints/inbound'
import { json } from '@/lib/http/json'
import { methods, route } from '@/lib/http/route'
import { receiveSes } from '@/lib/inbound/ses'

/** SNS carries 256 kB at most, and says text/plain of its JSON. */
const MAX_BYTES = 1_048_576

/** Whoever asks: the signature tells who may. */
const receive = route(endpoints.receiveSes, async ({ ctx, request }) => {
  const message = toJson(await readBytes(request, MAX_BYTES))
  return json(await receiveSes(ctx, message, { clientIp: clientIpOf(request) }))
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: receive })
