import * as endpoints from '@/lib/http/endpoints/messages'
import { answer } from '@/lib/http/json'
import { addressOf, idOf } from '@/lib/http/params'
import { methods, route } from '@/lib/http/route'
import { getRawMessage } from '@/lib/messages/messages'

const raw = route(endpoints.getRawMessage, async ({ ctx, viewer, params }) => {
  const message = await getRawMessage(ctx, viewer, addressOf(params), idOf(params))
  return answer(Buffer.concat([Buffer.from(message.received), message.raw]), {
    headers: {
      'content-type': 'message/rfc822',
      'content-disposition': `attachment; filename="${idOf(params)}.eml"`,
    },
  })
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: raw })
