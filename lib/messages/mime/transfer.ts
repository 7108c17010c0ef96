/**
 * Transfer encodings undone slice by slice, so that neither time nor memory of one step grows with the part. Parsing and
 * downloading cut a part into the same slices: what one found, the other finds.
 */
import { createBase64Decoder } from './base64'
import type { Encoding } from './content-type'
import { createQuotedPrintableDecoder } from './quoted-printable'
import { createUuDecoder } from './uudecode'

/** Fed in order; both answer with the bytes that are certain by then, possibly none. */
export type Decoder = { push(slice: Buffer): Buffer; end(): Buffer }

export const SLICE_BYTES = 65_536

/** An unknown encoding is passed through. */
export function createDecoder(encoding: Encoding): Decoder {
  if (encoding === 'base64') return createBase64Decoder()
  if (encoding === 'quoted-printable') return createQuotedPrintableDecoder()
  if (encoding === 'x-uuencode') return createUuDecoder()
  return { push: (slice) => slice, end: () => Buffer.alloc(0) }
}

/** All of it at once. */
export function decodeWhole(encoding: Encoding, body: Buffer): Buffer {
  if (encoding === 'none') return body
  const decoder = createDecoder(encoding)
  const decoded = [...toSlices(body)].map((slice) => decoder.push(slice))
  return Buffer.concat([...decoded, decoder.end()])
}

export function* toSlices(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += SLICE_BYTES) yield bytes.subarray(at, at + SLICE_BYTES)
}
