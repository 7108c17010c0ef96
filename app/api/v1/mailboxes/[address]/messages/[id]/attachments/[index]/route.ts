import { create as toContentDisposition } from 'content-disposition'
import { AppError } from '@/lib/errors'
import * as endpoints from '@/lib/http/endpoints/messages'
import { answer } from '@/lib/http/json'
import { addressOf, idOf, indexOf } from '@/lib/http/params'
import { methods, route } from '@/lib/http/route'
import { readAttachment } from '@/lib/messages/attachments'
import { getRawMessage } from '@/lib/messages/messages'

/** RFC 6838, 4.2: what a header can carry. */
const MEDIA_TYPE = /^[\w!#$&^.+-]{1,127}\/[\w!#$&^.+-]{1,127}$/

const download = route(endpoints.getAttachment, async ({ ctx, viewer, params }) => {
  const { raw } = await getRawMessage(ctx, viewer, addressOf(params), idOf(params))
  const index = indexOf(params)
  const attachment = await readAttachment(raw, index)
  if (!attachment) throw new AppError('attachment_not_found')
  return answer(new Uint8Array(attachment.content), {
    headers: {
      'content-type': MEDIA_TYPE.test(attachment.content_type) ? attachment.content_type : 'application/octet-stream',
      'content-disposition': toContentDisposition(attachment.filename ?? `attachment-${index}`),
      'content-security-policy': "sandbox; default-src 'none'",
    },
  })
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: download })
