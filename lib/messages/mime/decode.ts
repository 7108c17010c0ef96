/** The content of a leaf: transfer encoding undone, and for text also charset, line ends and soft line breaks. */
import libmime from 'libmime'
import { decodeText } from './charset'
import { toLineFeeds } from './line-ends'
import { toStorable } from './storable'
import type { Part } from './structure'
import { decodeWhole } from './transfer'

/** The bytes a part carries; an unknown encoding is passed through. */
export function decodeBytes({ encoding, body }: Pick<Part, 'encoding' | 'body'>): Buffer {
  return decodeWhole(encoding, body)
}

export type TextPart = Pick<Part, 'type' | 'params' | 'encoding' | 'body'>

/** The text of a part with \n line ends, storable, cut to `maxLength` UTF-16 units. */
export function decodePartText(part: TextPart, maxLength: number): { text: string; isCut: boolean } {
  const bytes = decodeTextBytes(part)
  const charset = part.params.charset ?? (part.type === 'text/html' ? findMetaCharset(bytes) : '')
  const decoded = toLineFeeds(decodeText(bytes, charset))
  const isFlowed = part.type === 'text/plain' && part.params.format?.toLowerCase() === 'flowed'
  const text = isFlowed ? libmime.decodeFlowed(decoded, part.params.delsp?.toLowerCase() === 'yes') : decoded
  return { text: toStorable(text, maxLength), isCut: text.length > maxLength }
}

/** Text that says base64 and is not, and the footers that mailing lists put under base64, stay as they came. */
function decodeTextBytes(part: TextPart): Buffer {
  if (part.encoding !== 'base64') return decodeBytes(part)
  const text = part.body.toString('latin1')
  const plain = PLAIN_WORDS.exec(text)
  if (!plain || LONG_GROUPS.test(text)) return decodeBytes(part)
  const head = decodeWhole('base64', part.body.subarray(0, plain.index))
  const gap = head.length === 0 || head.at(-1) === 10 ? '' : '\n'
  return Buffer.concat([head, Buffer.from(gap), part.body.subarray(plain.index)])
}

/** From the first line on that words stand in, or a separator: no encoder writes these. */
const PLAIN_WORDS = /^(?:[^\n]{0,200}[^\s]{2} [^\s]{2}|--? *\r?$|_{20})/m

/** Base64 whose line breaks became blanks on the way. */
const LONG_GROUPS = /^\s*(?:[A-Za-z0-9+/=]{20,}\s+)*[A-Za-z0-9+/=]*\s*$/

function findMetaCharset(bytes: Buffer): string {
  return /<meta[^>]{1,200}charset\s*=\s*["']?([\w-]+)/i.exec(bytes.toString('latin1', 0, 2_048))?.[1] ?? ''
}
