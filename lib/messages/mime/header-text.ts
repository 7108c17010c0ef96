/** Field values to text: undeclared 8-bit (RFC 6532 and worse), encoded words (RFC 2047). */
import { decodeUndeclared, withoutGuess } from './charset'
import { decodeEncodedWords } from './encoded-words'
import { toSingleLine, toStorable } from './storable'

/** The longest value that is shown. */
export const MAX_VALUE_LENGTH = 16_384
// biome-ignore lint/suspicious/noControlCharactersInRegex: ESC begins ISO-2022-JP
const NOT_ASCII = /[\x1b\x80-\xff]/

/** Bytes as characters to text; `charset` is a guess for what is neither UTF-8 nor ISO-2022. What is beyond `maxLength` is left out. */
export function toText(value: string, charset?: string, maxLength = MAX_VALUE_LENGTH): string {
  const cut = value.length > maxLength ? value.slice(0, maxLength) : value
  return NOT_ASCII.test(cut) ? decodeUndeclared(Buffer.from(cut, 'latin1'), charset, withoutGuess) : cut
}

/** Decodes encoded words wherever they stand, as readers of mail do. Never throws. */
export function decodeWords(text: string): string {
  return text.includes('=?') ? decodeEncodedWords(text) : text
}

/** A field value as a person would read it: decoded, on one line, storable. */
export function toDisplay(value: string, charset?: string): string {
  return toStorable(toSingleLine(decodeWords(toText(value, charset))))
}
