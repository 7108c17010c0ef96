/** Content-Type and Content-Disposition (RFC 2045, 2183, 2231), as the structure of a message needs them. */
import libmime from 'libmime'
import { toFilename } from './filename'
import { type Field, findField } from './header-block'
import { decodeWords } from './header-text'
import { readParameters } from './parameters'
import { toSingleLine, toStorable } from './storable'

export type ContentType = { type: string; params: Record<string, string> }

export type Encoding = 'base64' | 'quoted-printable' | 'x-uuencode' | 'none'

export type PartHead = ContentType & {
  disposition: 'attachment' | 'inline' | null
  filename: string | null
  encoding: Encoding
  contentId: string | null
}

const TYPE = /^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+/

/** `defaultType` holds where the field is absent or unusable. */
export function readPartHead(fields: Field[], defaultType = 'text/plain'): PartHead {
  const contentType = readParameters(findField(fields, 'content-type'))
  const disposition = readParameters(findField(fields, 'content-disposition'))
  const filename = readFilename(disposition.params.filename) ?? readFilename(contentType.params.name)
  return {
    type: toType(contentType.value) ?? (filename === null ? defaultType : libmime.detectMimeType(filename)),
    params: contentType.params,
    disposition: toDisposition(disposition.value),
    filename,
    encoding: toEncoding(findField(fields, 'content-transfer-encoding')),
    contentId: toContentId(findField(fields, 'content-id')),
  }
}

/** Junk behind the type is passed over; null where there is no type. */
function toType(value: string): string | null {
  return (
    TYPE.exec(
      value
        .trim()
        .toLowerCase()
        .replace(/\s*\/\s*/, '/'),
    )?.[0] ?? null
  )
}

/** Anything but `inline` is to be treated as an attachment (RFC 2183, 2.8). */
function toDisposition(value: string): PartHead['disposition'] {
  const word = value.trim().toLowerCase()
  if (word === '') return null
  return word === 'inline' ? 'inline' : 'attachment'
}

const ENCODINGS: [RegExp, Encoding][] = [
  [/base-?64/, 'base64'],
  [/quoted[- _]?printable/, 'quoted-printable'],
  [/uu-?e/, 'x-uuencode'],
]

/** Encodings as senders spell them; an unknown one is none. */
function toEncoding(value = ''): Encoding {
  const word = value.slice(0, 100).toLowerCase()
  return ENCODINGS.find(([pattern]) => pattern.test(word))?.[1] ?? 'none'
}

function readFilename(value = ''): string | null {
  return toFilename(decodeWords(value))
}

function toContentId(value = ''): string | null {
  const id = toStorable(toSingleLine(value), 998).replace(/^<|>$/g, '').trim()
  return id === '' ? null : id
}
