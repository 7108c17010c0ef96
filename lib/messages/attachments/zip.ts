/** All attachments of a message as one archive, made while it is sent. */
import { makeZip } from 'client-zip'
import { listAttachments, readContent } from '../attachments'
import type { OpenMessage } from '../raw'
import { createArchiveNames } from './archive-names'

/** Null for a message without attachments. Stored, not compressed: what mail carries mostly is already. */
export async function toAttachmentsZip(message: OpenMessage): Promise<ReadableStream<Uint8Array> | null> {
  const attachments = await listAttachments(message)
  if (attachments.length === 0) return null
  const toName = createArchiveNames()
  return makeZip(
    attachments.map((attachment) => ({
      name: toName(attachment.filename, attachment.index),
      input: readContent(message, attachment),
      lastModified: message.receivedAt,
    })),
  )
}
