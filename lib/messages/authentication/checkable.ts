/** A message such as can be checked in bounded time: few signatures, and sizes that honest software keeps to. */

const MAX_HEAD_BYTES = 262_144
const MAX_FIELD_LENGTH = 65_536
const MAX_FIELD_LINES = 1_000
const MAX_AUTHOR_LENGTH = 8_192
/** RFC 5322 allows 998; some software writes a whole HTML body into one. */
const MAX_LINE_BYTES = 131_072
/** More than any honest path leaves; each costs a look-up. */
const MAX_SIGNATURES = 8
const MAX_SIGNATURE_LENGTH = 16_384
const FIELD = /[^\n]*\n(?:[ \t][^\n]*\n)*|[^\n]+$/g
const AUTHOR = /^from[ \t]*:/i
const SIGNATURE = /^dkim-signature[ \t]*:/i
/** Other people's findings about other hops: not looked at. */
const CHAIN = /^arc-[a-z-]+[ \t]*:/i

/**
 * The message with CRLF line ends, without the signatures that are too many; null where it is beyond what is checked.
 * Body bytes are copied only where line ends are bare.
 */
export function toCheckable(raw: Buffer): Buffer | null {
  const end = endOfHead(raw)
  if (end > MAX_HEAD_BYTES || hasLongLine(raw, end)) return null
  let left = MAX_SIGNATURES
  const fields = raw.toString('latin1', 0, end).match(FIELD) ?? []
  if (fields.some(isTooLong)) return null
  const kept = fields.filter((field) => {
    if (CHAIN.test(field)) return false
    return !SIGNATURE.test(field) || (field.length <= MAX_SIGNATURE_LENGTH && left-- > 0)
  })
  const body = raw.subarray(end)
  const parts = kept.length === fields.length ? [raw] : [Buffer.from(kept.join(''), 'latin1'), body]
  return withCrlf(parts.length === 1 ? raw : Buffer.concat(parts))
}

function isTooLong(field: string): boolean {
  if (field.length > (AUTHOR.test(field) ? MAX_AUTHOR_LENGTH : MAX_FIELD_LENGTH)) return true
  return field.length > MAX_FIELD_LINES && field.split('\n').length > MAX_FIELD_LINES
}

function hasLongLine(raw: Buffer, from: number): boolean {
  for (let at = from; at < raw.length; ) {
    const feed = raw.indexOf(10, at)
    if ((feed < 0 ? raw.length : feed) - at > MAX_LINE_BYTES) return true
    if (feed < 0) return false
    // any line end further on is as good, as long as it is near
    const far = raw.lastIndexOf(10, feed + MAX_LINE_BYTES)
    at = far + 1
  }
  return false
}

/** One pass, byte by byte: the library takes seconds for what is full of bare LF. */
function withCrlf(message: Buffer): Buffer {
  let bare = 0
  for (let at = message.indexOf(10); at >= 0; at = message.indexOf(10, at + 1)) if (message[at - 1] !== 13) bare++
  if (bare === 0) return message
  const crlf = Buffer.allocUnsafe(message.length + bare)
  let to = 0
  for (let at = 0; at < message.length; at++) {
    if (message[at] === 10 && message[at - 1] !== 13) crlf[to++] = 13
    crlf[to++] = message[at] ?? 0
  }
  return crlf
}

/** Behind the empty line, or the end of what is head only. */
function endOfHead(raw: Buffer): number {
  for (let at = raw.indexOf(10); at >= 0; at = raw.indexOf(10, at + 1)) {
    if (raw[at + 1] === 10) return at + 2
    if (raw[at + 1] === 13 && raw[at + 2] === 10) return at + 3
  }
  return raw.length
}
