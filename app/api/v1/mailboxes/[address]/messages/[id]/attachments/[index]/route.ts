import { answerAttachment } from '@/lib/http/attachment'
import * as endpoints from '@/lib/http/endpoints/messages'
import { addressOf, idOf, indexOf } from '@/lib/http/params'
import { methods, route } from '@/lib/http/route'
import { getRawMessage } from '@/lib/messages/messages'

const download = route(endpoints.getAttachment, async ({ ctx, viewer, params }) => {
  const { raw } = await getRawMessage(ctx, viewer, addressOf(params), idOf(params))
  return answerAttachment(raw, indexOf(params))
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: download })
