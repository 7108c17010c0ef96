import { clientIpOf } from '@/lib/client-ip'
import * as endpoints from '@/lib/http/endpoints/mailboxes'
import { noContent } from '@/lib/http/json'
import { addressOf } from '@/lib/http/params'
import { methods, route } from '@/lib/http/route'
import { sendTestMessage } from '@/lib/inbound/test-message'

const send = route(endpoints.sendTestMessage, async ({ ctx, viewer, params, request }) => {
  await sendTestMessage(ctx, viewer, { address: addressOf(params), clientIp: clientIpOf(request) })
  return noContent()
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: send })
