/** The leaf behind an attachment's index, for parsing and for reading its bytes again: one way, so they cannot differ. */
import type { AttachmentBody } from '../schema'
import { isInline } from './bodies'
import { decodeBytes } from './decode'
import type { Part } from './structure'

export type AttachmentContent = AttachmentBody & { content: Buffer }

export function toAttachment(part: Part, index: number): AttachmentContent {
  const content = decodeBytes(part)
  return {
    index,
    filename: part.filename,
    content_type: part.type,
    size: content.length,
    content_id: part.contentId,
    inline: isInline(part),
    content,
  }
}
