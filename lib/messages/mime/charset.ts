/** Bytes to text, also where the message says nothing, or something wrong, about its charset. */
import { isUtf8 } from 'node:buffer'
import charsets from 'libmime/lib/charset'

const SAYS_NOTHING = /^(us-?ascii|ascii|ansi_x3.*|7bit|8bit|binary|unknown(-8bit)?|x-unknown|default|none|_.*)?$/i
/** The escape sequences that begin JIS X 0208 or JIS X 0201 text (RFC 1468). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: ESC begins them
const JAPANESE_ESCAPE = /\x1b(\$[@B]|\([BJI])/

/** Decodes by the declared charset; if there is none, by what the bytes look like. Never throws; strips a BOM. */
export function decodeText(bytes: Buffer, declared = ''): string {
  const charset = declared.trim().replace(/^["']|["']$/g, '')
  const text = SAYS_NOTHING.test(charset) ? decodeUndeclared(bytes) : charsets.decode(bytes, charset)
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
}

/** UTF-8 where valid, ISO-2022-JP where its escapes show, else `fallback` (default windows-1252). */
export function decodeUndeclared(bytes: Buffer, fallback = ''): string {
  if (bytes.includes(0x1b) && JAPANESE_ESCAPE.test(bytes.toString('latin1')))
    return charsets.decode(bytes, 'iso-2022-jp')
  const text = bytes.toString('utf8')
  if (isUtf8(bytes) || isMostlyUtf8(text)) return text
  if (fallback === '' || SAYS_NOTHING.test(fallback) || /^utf-?8$/i.test(fallback))
    return charsets.decode(bytes, 'windows-1252')
  return charsets.decode(bytes, fallback)
}

/** A byte lost in transfer does not make UTF-8 another charset: whole sequences hardly ever come about by chance. */
function isMostlyUtf8(decoded: string): boolean {
  const lost = decoded.split('\ufffd').length - 1
  const whole = decoded.slice(0, 65_536).match(/[^\0-\x7f\ufffd]/gu)?.length ?? 0
  return whole > lost * 2
}
