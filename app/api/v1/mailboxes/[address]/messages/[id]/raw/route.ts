import * as endpoints from '@/lib/http/endpoints/messages'
import { addressOf, idOf } from '@/lib/http/params'
import { answerRaw } from '@/lib/http/raw'
import { methods, route } from '@/lib/http/route'
import { openMessage } from '@/lib/messages/raw'

const raw = route(endpoints.getRawMessage, async ({ ctx, viewer, params }) => {
  const id = idOf(params)
  return answerRaw(await openMessage(ctx, viewer, addressOf(params), id), {
    'content-type': 'message/rfc822',
    'content-disposition': `attachment; filename="${id}.eml"`,
  })
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: raw })
