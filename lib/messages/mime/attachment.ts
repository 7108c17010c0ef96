/** The leaf behind an attachment's index, for parsing and for reading its bytes again: one way, so they cannot differ. */
import type { AttachmentBody } from '../schema'
import { isInline } from './bodies'
import { decodeBytes } from './decode'
import { toFilename } from './filename'
import { findField, readHeaderBlock } from './header-block'
import { toDisplay } from './header-text'
import type { Part } from './structure'

export type AttachmentContent = AttachmentBody & { content: Buffer }

/** Parts of reports (RFC 6522) never have a name; all of them are text. */
const REPORTS: Record<string, string> = {
  'message/delivery-status': 'delivery-status.txt',
  'message/global-delivery-status': 'delivery-status.txt',
  'message/disposition-notification': 'disposition-notification.txt',
  'message/global-disposition-notification': 'disposition-notification.txt',
  'message/feedback-report': 'feedback-report.txt',
  'text/rfc822-headers': 'headers.txt',
  'message/global-headers': 'headers.txt',
}

export function toAttachment(part: Part, index: number): AttachmentContent {
  const content = decodeBytes(part)
  return {
    index,
    filename: part.filename ?? REPORTS[part.type] ?? (part.type === 'message/rfc822' ? nameOfMessage(content) : null),
    content_type: part.type,
    size: content.length,
    content_id: part.contentId,
    inline: isInline(part),
    content,
  }
}

/** A forwarded message is called by its subject, as mail programs do. */
function nameOfMessage(content: Buffer): string | null {
  const subject = toDisplay(findField(readHeaderBlock(content, { maxBytes: 32_768 }).fields, 'subject') ?? '')
  const name = subject
    .replace(/[/\\:*?"<>|]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 100)
  return name === '' ? null : toFilename(`${name}.eml`)
}
