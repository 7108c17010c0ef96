import { answerAttachment } from '@/lib/http/attachment'
import * as endpoints from '@/lib/http/endpoints/messages'
import { addressOf, idOf, indexOf } from '@/lib/http/params'
import { methods, route } from '@/lib/http/route'
import { openMessage } from '@/lib/messages/raw'

const download = route(endpoints.getAttachment, async ({ ctx, viewer, params }) => {
  return answerAttachment(await openMessage(ctx, viewer, addressOf(params), idOf(params)), indexOf(params))
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: download })
