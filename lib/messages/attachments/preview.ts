/** What the page may show of an attachment without opening it: a picture as a picture, text as text. */
import { toAttachment } from '../mime/attachment'
import { selectBodies } from '../mime/bodies'
import { decodePartText } from '../mime/decode'
import { readStructure } from '../mime/structure'
import { findRasterType, isDrawable } from './raster'

export type Preview = { contentType: string; body: Buffer | string; isCut: boolean }

const MAX_IMAGE_BYTES = 10 * 1_048_576
/** UTF-16 units. */
const MAX_TEXT_LENGTH = 100_000
/** What a browser would run or draw otherwise is shown as text as well. */
const TEXT = /^(?:text\/[\w.+-]+|application\/(?:json|xml|x-yaml|yaml|toml|sql|[\w.-]+\+(?:json|xml))|image\/svg\+xml)$/

/** `missing`: no attachment has this index. Null: nothing can be shown of it. Never throws for bad mail. */
export function readPreview(raw: Buffer, index: number): Preview | 'missing' | null {
  const part = selectBodies(readStructure(raw)).attachments[index]
  if (!part) return 'missing'
  if (TEXT.test(part.type)) {
    const { text, isCut } = decodePartText(part, MAX_TEXT_LENGTH)
    return { contentType: 'text/plain; charset=utf-8', body: text, isCut }
  }
  const { content } = toAttachment(part, index)
  const contentType = content.length <= MAX_IMAGE_BYTES ? findRasterType(content) : null
  return contentType !== null && isDrawable(content) ? { contentType, body: content, isCut: false } : null
}
