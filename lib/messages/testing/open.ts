/** Messages that tests hold in their hands, read as those in the database are. */
import { listAttachments, placeAttachments, readContent } from '../attachments'
import { readStructure } from '../mime/structure'
import { collect, type OpenMessage } from '../raw'
import type { AttachmentBody } from '../schema'

/** Slices as short as `sliceBytes`. */
export function openBuffer(raw: Buffer, sliceBytes = 1_048_576): OpenMessage {
  return {
    id: '00000000-0000-0000-0000-000000000000',
    size: raw.length,
    received: '',
    receivedAt: new Date('2026-11-22T10:00:00Z'),
    attachments: placeAttachments(readStructure(raw)),
    async *read(from = 0, length = raw.length) {
      for (let at = from; at < from + length; at += sliceBytes) {
        yield raw.subarray(at, Math.min(at + sliceBytes, from + length))
      }
    },
  }
}

export async function readAttachment(
  raw: Buffer,
  index: number,
): Promise<(AttachmentBody & { content: Buffer }) | null> {
  const message = openBuffer(raw)
  const attachment = (await listAttachments(message))[index]
  if (!attachment) return null
  const { place: _, ...body } = attachment
  return { ...body, content: await collect(readContent(message, attachment)) }
}
