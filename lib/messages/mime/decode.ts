/** The content of a leaf: transfer encoding undone, and for text also charset, line ends and soft line breaks. */
import libmime from 'libmime'
import libqp from 'libqp'
import { decodeText } from './charset'
import { toStorable } from './storable'
import type { Part } from './structure'

/** The bytes a part carries; an unknown encoding is passed through. */
export function decodeBytes(part: Part): Buffer {
  if (part.encoding === 'base64') return decodeBase64(part.body)
  if (part.encoding === 'quoted-printable') return libqp.decode(part.body)
  return part.body
}

/** The text of a part with \n line ends, storable, cut to `maxLength` UTF-16 units. */
export function decodePartText(part: Part, maxLength: number): { text: string; isCut: boolean } {
  const bytes = decodeBytes(part)
  const charset = part.params.charset ?? (part.type === 'text/html' ? findMetaCharset(bytes) : '')
  const decoded = decodeText(bytes, charset).replace(/\r+\n|\r/g, '\n')
  const isFlowed = part.type === 'text/plain' && part.params.format?.toLowerCase() === 'flowed'
  const text = isFlowed ? libmime.decodeFlowed(decoded, part.params.delsp?.toLowerCase() === 'yes') : decoded
  return { text: toStorable(text, maxLength), isCut: text.length > maxLength }
}

/** Node stops at padding; joined base64 texts (seen in the wild) go on after it. */
function decodeBase64(body: Buffer): Buffer {
  const text = body.toString('latin1')
  const padding = text.indexOf('=')
  if (padding < 0 || !/[A-Za-z0-9+/]/.test(text.slice(padding, padding + 200))) return Buffer.from(text, 'base64')
  const segments = text.match(/[^=]+/g) ?? []
  return Buffer.concat(segments.slice(0, 10_000).map((segment) => Buffer.from(segment, 'base64')))
}

function findMetaCharset(bytes: Buffer): string {
  return /<meta[^>]{1,200}charset\s*=\s*["']?([\w-]+)/i.exec(bytes.toString('latin1', 0, 2_048))?.[1] ?? ''
}
