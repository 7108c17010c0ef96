/** Pictures inside of a message as data: URIs. In a frame without an origin, data: is the one address that needs no credentials. */
import { listAttachments, readContent } from '../attachments'
import { collect, type OpenMessage } from '../raw'
import { findRasterType } from './raster'

/** All of them together; the rest stays out. */
const MAX_BYTES = 2 * 1_048_576
/** Those that are looked at. */
const MAX_IMAGES = 100

/** Content-ID to data: URI, for those of the `wanted` images whose bytes prove their type. */
export async function readInlineImages(message: OpenMessage, wanted: Set<string>): Promise<Map<string, string>> {
  const images = new Map<string, string>()
  let left = MAX_BYTES
  const shown = (await listAttachments(message)).filter(({ content_id }) => wanted.has(content_id ?? ''))
  for (const attachment of shown.slice(0, MAX_IMAGES)) {
    const { content_id: contentId, size } = attachment
    if (contentId === null || images.has(contentId) || size > left) continue
    const content = await collect(readContent(message, attachment))
    const type = findRasterType(content)
    if (type === null) continue
    left -= content.length
    images.set(contentId, `data:${type};base64,${content.toString('base64')}`)
  }
  return images
}
