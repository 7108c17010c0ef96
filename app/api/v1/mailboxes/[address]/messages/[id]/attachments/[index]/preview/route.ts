import { AppError } from '@/lib/errors'
import * as endpoints from '@/lib/http/endpoints/messages'
import { answer } from '@/lib/http/json'
import { addressOf, idOf, indexOf } from '@/lib/http/params'
import { methods, route } from '@/lib/http/route'
import { readPreview } from '@/lib/messages/attachments/preview'
import { getRawMessage } from '@/lib/messages/messages'

const preview = route(endpoints.previewAttachment, async ({ ctx, viewer, params }) => {
  const { raw } = await getRawMessage(ctx, viewer, addressOf(params), idOf(params))
  const found = readPreview(raw, indexOf(params))
  if (found === 'missing') throw new AppError('attachment_not_found')
  if (found === null) throw new AppError('no_preview')
  return answer(typeof found.body === 'string' ? found.body : new Uint8Array(found.body), {
    headers: {
      'content-type': found.contentType,
      'content-disposition': 'inline',
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'x-mayfly-cut': String(found.isCut),
    },
  })
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: preview })
