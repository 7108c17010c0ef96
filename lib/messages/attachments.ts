/** Attachments are not stored apart: their bytes are read again from the message, by the index parsing gave them. */
import { findRasterType } from './attachments/raster'
import { type AttachmentContent, toAttachment } from './mime/attachment'
import { selectBodies } from './mime/bodies'
import { readStructure } from './mime/structure'

export type { AttachmentContent } from './mime/attachment'

/** Null when the message has no attachment of this index. Never throws for bad mail. */
export async function readAttachment(raw: Buffer, index: number): Promise<AttachmentContent | null> {
  const part = selectBodies(readStructure(raw)).attachments[index]
  return part ? toAttachment(part, index) : null
}

const MAX_INLINE_BYTES = 2 * 1_048_576

/**
 * Content-ID to data: URI, for images whose bytes prove their type; 2 MiB together, the rest stays out. In a frame
 * without an origin, data: is the one address that needs no credentials.
 */
export function readInlineImages(raw: Buffer): Map<string, string> {
  const images = new Map<string, string>()
  let left = MAX_INLINE_BYTES
  for (const part of selectBodies(readStructure(raw)).attachments) {
    if (part.contentId === null || images.has(part.contentId) || part.body.length > left * 2) continue
    const { content } = toAttachment(part, 0)
    const type = findRasterType(content)
    if (type === null || content.length > left) continue
    left -= content.length
    images.set(part.contentId, `data:${type};base64,${content.toString('base64')}`)
  }
  return images
}
