/** Parameters of structured fields (RFC 2045, 2231), with what senders break mended before the library reads them. */
import libmime from 'libmime'
import { toText } from './header-text'

export type Structured = { value: string; params: Record<string, string> }

/** Never throws. Names are lower case; values are decoded, but for encoded words in plain ones. */
export function readParameters(field = ''): Structured {
  const { value, params } = libmime.parseHeaderValue(mend(toText(field)), { stripComments: true })
  return { value, params: { ...params } }
}

/** A backslash in quotes that escapes neither a quote nor itself: the path of a Windows file. */
const PATH_BACKSLASH = /\\(?=[^"\\])/g
/** An extended parameter, or a piece of one by its number, up to the next. */
const EXTENDED = /\*(?:(\d{1,3})\*)?\s*=[^;]*/g
const NO_OCTET = /%(?![0-9a-f]{2})/gi

function mend(field: string): string {
  const escaped = field.includes('\\') ? field.replace(PATH_BACKSLASH, '\\\\') : field
  return escaped.includes('*') && escaped.includes('%')
    ? escaped.replace(EXTENDED, (extended, piece = '0') => {
        const valid = extended.replace(NO_OCTET, '%25')
        return Number(piece) === 0 ? withCharset(valid) : valid
      })
    : escaped
}

/** Octets without a charset in front are meant to be UTF-8. */
function withCharset(extended: string): string {
  return /%[89a-f]/i.test(extended) && !extended.includes("'") ? extended.replace(/=\s*/, "=utf-8''") : extended
}
