/** What the page may show of an attachment without opening it: a picture as a picture, text as text. */
import { type PlacedAttachment, readContent, readEncoded } from '../attachments'
import { decodePartText } from '../mime/decode'
import { collect, type OpenMessage } from '../raw'
import { findRasterType, isDrawable } from './raster'

export type Preview =
  | { contentType: string; image: AsyncIterable<Buffer>; size: number; isCut: false }
  | { contentType: string; text: string; isCut: boolean }

const MAX_IMAGE_BYTES = 10 * 1_048_576
/** UTF-16 units. */
const MAX_TEXT_LENGTH = 100_000
/** What is read of a text, still encoded. */
const MAX_TEXT_BYTES = 524_288
/** Dimensions stand further back than that only in pictures that hide them. */
const MAX_HEAD_BYTES = 1_048_576
/** What a browser would run or draw otherwise is shown as text as well. */
const TEXT = /^(?:text\/[\w.+-]+|application\/(?:json|xml|x-yaml|yaml|toml|sql|[\w.-]+\+(?:json|xml))|image\/svg\+xml)$/

/** Null: nothing can be shown of it. Never throws for bad mail. */
export async function readPreview(message: OpenMessage, attachment: PlacedAttachment): Promise<Preview | null> {
  return TEXT.test(attachment.content_type) ? readText(message, attachment) : readImage(message, attachment)
}

async function readText(message: OpenMessage, { content_type: type, place }: PlacedAttachment): Promise<Preview> {
  const body = await collect(readEncoded(message, place, MAX_TEXT_BYTES))
  const { text, isCut } = decodePartText({ ...place, type, body }, MAX_TEXT_LENGTH)
  return { contentType: 'text/plain; charset=utf-8', text, isCut: isCut || body.length < place.length }
}

async function readImage(message: OpenMessage, attachment: PlacedAttachment): Promise<Preview | null> {
  if (attachment.size > MAX_IMAGE_BYTES) return null
  const head = await readHead(readContent(message, attachment))
  const contentType = findRasterType(head)
  if (contentType === null || !isDrawable(head)) return null
  return { contentType, image: readContent(message, attachment), size: attachment.size, isCut: false }
}

async function readHead(content: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of content) {
    pieces.push(piece)
    length += piece.length
    if (length >= MAX_HEAD_BYTES || findRasterType(pieces[0] ?? piece) === null) break
  }
  return Buffer.concat(pieces)
}
