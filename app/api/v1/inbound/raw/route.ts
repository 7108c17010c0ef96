import { clientIpOf } from '@/lib/client-ip'
import { AppError } from '@/lib/errors'
import { readBytes } from '@/lib/http/body'
import * as endpoints from '@/lib/http/endpoints/inbound'
import { json } from '@/lib/http/json'
import { methods, route } from '@/lib/http/route'
import { deliverInbound, fileTooLarge } from '@/lib/inbound/deliver-inbound'
import { readEnvelope } from '@/lib/inbound/envelope'
import { inTurn } from '@/lib/inbound/turns'

const receive = route(endpoints.receiveRaw, async ({ ctx, request }) => {
  const envelope = { ...readEnvelope(request.headers), clientName: 'http', clientIp: clientIpOf(request) }
  return inTurn(async () => {
    const raw = await readBytes(request, ctx.config.MAX_MESSAGE_BYTES).catch(async (error: unknown) => {
      if (error instanceof AppError && error.code === 'body_too_large') await fileTooLarge(ctx, envelope)
      throw error
    })
    return json(await deliverInbound(ctx, { ...envelope, raw }))
  })
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: receive })
