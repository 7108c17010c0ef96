/** The bytes of an attachment as an answer that no browser shows. */
import { create as toContentDisposition } from 'content-disposition'
import { AppError } from '@/lib/errors'
import { readAttachment } from '@/lib/messages/attachments'
import { answer } from './json'

/** RFC 6838, 4.2: what a header can carry. */
const MEDIA_TYPE = /^[\w!#$&^.+-]{1,127}\/[\w!#$&^.+-]{1,127}$/

/** Throws `attachment_not_found`. */
export async function answerAttachment(raw: Buffer, index: number): Promise<Response> {
  const attachment = await readAttachment(raw, index)
  if (!attachment) throw new AppError('attachment_not_found')
  return answer(new Uint8Array(attachment.content), {
    headers: {
      'content-type': MEDIA_TYPE.test(attachment.content_type) ? attachment.content_type : 'application/octet-stream',
      'content-disposition': toContentDisposition(attachment.filename ?? `attachment-${index}`),
      'content-security-policy': "sandbox; default-src 'none'",
    },
  })
}
