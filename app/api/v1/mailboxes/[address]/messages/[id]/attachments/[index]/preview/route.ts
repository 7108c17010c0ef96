import { AppError } from '@/lib/errors'
import { getAttachment } from '@/lib/http/attachment'
import * as endpoints from '@/lib/http/endpoints/messages'
import { answer } from '@/lib/http/json'
import { addressOf, idOf, indexOf } from '@/lib/http/params'
import { methods, route } from '@/lib/http/route'
import { answerStream } from '@/lib/http/stream'
import { readPreview } from '@/lib/messages/attachments/preview'
import { openMessage } from '@/lib/messages/raw'

const preview = route(endpoints.previewAttachment, async ({ ctx, viewer, params }) => {
  const message = await openMessage(ctx, viewer, addressOf(params), idOf(params))
  const found = await readPreview(message, await getAttachment(message, indexOf(params)))
  if (found === null) throw new AppError('no_preview')
  const headers = {
    'content-type': found.contentType,
    'content-disposition': 'inline',
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'x-mayfly-cut': String(found.isCut),
  }
  return 'text' in found ? answer(found.text, { headers }) : answerStream(found.image, found.size, headers)
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: preview })
