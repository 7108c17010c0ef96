/** The bytes of an attachment as an answer that no browser shows. */
import { create as toContentDisposition } from 'content-disposition'
import { AppError } from '@/lib/errors'
import { listAttachments, type PlacedAttachment, readContent } from '@/lib/messages/attachments'
import type { OpenMessage } from '@/lib/messages/raw'
import { answerStream } from './stream'

/** RFC 6838, 4.2: what a header can carry. */
const MEDIA_TYPE = /^[\w!#$&^.+-]{1,127}\/[\w!#$&^.+-]{1,127}$/

/** Throws `attachment_not_found`. */
export async function getAttachment(message: OpenMessage, index: number): Promise<PlacedAttachment> {
  const attachment = (await listAttachments(message))[index]
  if (!attachment) throw new AppError('attachment_not_found')
  return attachment
}

/** Throws `attachment_not_found`. */
export async function answerAttachment(message: OpenMessage, index: number): Promise<Response> {
  const attachment = await getAttachment(message, index)
  return answerStream(readContent(message, attachment), attachment.size, {
    'content-type': MEDIA_TYPE.test(attachment.content_type) ? attachment.content_type : 'application/octet-stream',
    'content-disposition': toContentDisposition(attachment.filename ?? `attachment-${index}`),
    'content-security-policy': "sandbox; default-src 'none'",
  })
}
