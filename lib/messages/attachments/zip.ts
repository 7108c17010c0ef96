/** All attachments of a message as one archive, made while it is sent. */
import { makeZip, predictLength } from 'client-zip'
import { listAttachments, type PlacedAttachment, readContent } from '../attachments'
import type { OpenMessage } from '../raw'
import { createArchiveNames } from './archive-names'

/** `length` is that of all `bytes`. Reading them throws what reading an attachment throws. */
export type Archive = { bytes: AsyncIterable<Uint8Array>; length: number }

/** Null for a message without attachments. Stored, not compressed: what mail carries mostly is already. */
export async function toAttachmentsZip(message: OpenMessage): Promise<Archive | null> {
  const attachments = await listAttachments(message)
  if (attachments.length === 0) return null
  const toName = createArchiveNames()
  const files = attachments.map((attachment) => ({
    name: toName(attachment.filename, attachment.index),
    attachment,
    size: attachment.size,
  }))
  return { bytes: readArchive(message, files), length: Number(predictLength(files)) }
}

/** A generator of our own: left early, the library's stream rejects without a reason. */
async function* readArchive(
  message: OpenMessage,
  files: { name: string; attachment: PlacedAttachment }[],
): AsyncGenerator<Uint8Array> {
  const inputs = files.map(({ name, attachment }) => ({
    name,
    input: readContent(message, attachment),
    lastModified: message.receivedAt,
  }))
  const reader = makeZip(inputs).getReader()
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) yield piece.value
  } finally {
    await reader.cancel().catch(() => {})
  }
}
