/** Bytes to text, also where the message says nothing, or something wrong, about its charset. */
import { isUtf8 } from 'node:buffer'
import charsets from 'libmime/lib/charset'
import { toCharset } from './charset-names'
import { detectCharset } from './detect-charset'
import { decodeHz, decodeIso2022Kr } from './shifted-charsets'

/** The escape sequences that begin JIS X 0208 or JIS X 0201 text (RFC 1468). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: ESC begins them
const JAPANESE_ESCAPE = /\x1b(\$[@B]|\([BJI])/
/** What begins Korean text (RFC 1557). */
const KOREAN_DESIGNATOR = '\x1b$)C'
const SINGLE_BYTE = /^(windows-12|iso-8859|koi8|macintosh)/
const LATIN_1 = /^(windows-1252|iso-8859-15?)$/

/** The likely charset of bytes that are not UTF-8. The real one costs a millisecond: too much for every field. */
type Guess = (bytes: Buffer) => string | null
export const withoutGuess: Guess = () => null

/** Decodes by the declared charset; if there is none, or the bytes belie it, by what they look like. Never throws. */
export function decodeText(bytes: Buffer, declared = '', guess: Guess = detectCharset): string {
  const marked = decodeByMark(bytes)
  if (marked !== null) return marked
  const charset = toCharset(declared)
  if (charset === null || isUtf8InDisguise(bytes, charset)) return decodeUndeclared(bytes, '', guess)
  if (charset.startsWith('iso-2022-') && hasHighByte(bytes)) return decodeUndeclared(bytes, '', guess)
  const text = decodeAs(bytes, charset)
  return isMostlyWhole(text) ? text : decodeUndeclared(bytes, '', guess)
}

/** UTF-8 where valid, ISO-2022 where its escapes show, else `fallback`, else what is likely (else windows-1252). */
export function decodeUndeclared(bytes: Buffer, fallback = '', guess: Guess = detectCharset): string {
  if (bytes.includes(0x1b)) {
    if (JAPANESE_ESCAPE.test(bytes.toString('latin1'))) return decodeAs(bytes, 'iso-2022-jp')
    if (bytes.includes(KOREAN_DESIGNATOR)) return decodeIso2022Kr(bytes)
  }
  const text = bytes.toString('utf8')
  if (isUtf8(bytes) || isMostlyWhole(text)) return text
  const charset = toCharset(fallback)
  if (charset !== null && charset !== 'utf-8') {
    const guessed = decodeAs(bytes, charset)
    if (isMostlyWhole(guessed)) return guessed
  }
  return decodeAs(bytes, guess(bytes) ?? 'windows-1252')
}

function decodeAs(bytes: Buffer, charset: string): string {
  if (charset === 'iso-2022-kr') return decodeIso2022Kr(bytes)
  if (charset === 'hz-gb-2312') return decodeHz(bytes)
  return charsets.decode(bytes, charset)
}

/** A byte order mark outweighs every declaration. Null without one. */
function decodeByMark(bytes: Buffer): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.toString('utf8', 3)
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return charsets.decode(bytes.subarray(2), 'utf-16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return charsets.decode(bytes.subarray(2), 'utf-16be')
  return null
}

/**
 * Valid UTF-8 hardly ever comes about by chance in the text of an 8-bit charset; "Ã©" never, elsewhere two sequences
 * are asked for. C1 controls tell of no text at all.
 */
function isUtf8InDisguise(bytes: Buffer, charset: string): boolean {
  if (!SINGLE_BYTE.test(charset) || !isUtf8(bytes) || !hasHighByte(bytes)) return false
  const decoded = bytes.toString('utf8', 0, 65_536)
  const sequences = decoded.match(/[\u0080-\u{10ffff}]/gu) ?? []
  return sequences.length >= (LATIN_1.test(charset) ? 1 : 2) && !/[\u0080-\u009f]/.test(decoded)
}

/** A byte lost in transfer does not make a text another charset: whole sequences hardly ever come about by chance. */
function isMostlyWhole(decoded: string): boolean {
  if (!decoded.includes('\ufffd')) return true
  const sample = decoded.slice(0, 65_536)
  const lost = sample.match(/\ufffd/g)?.length ?? 0
  const whole = sample.match(/[^\0-\x7f\ufffd]/gu)?.length ?? 0
  return whole >= lost * 2
}

const HIGH_BYTE = /[\x80-\xff]/

export function hasHighByte(bytes: Buffer): boolean {
  return HIGH_BYTE.test(bytes.toString('latin1'))
}
