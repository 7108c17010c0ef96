/** Text that PostgreSQL and JSON accept: no U+0000, no lone surrogates. */

const SUSPECT = /[\0\ud800-\udfff]/
const UNSTORABLE = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** Replaces what cannot be stored by U+FFFD and cuts at `maxLength` UTF-16 units. */
export function toStorable(text: string, maxLength = Number.POSITIVE_INFINITY): string {
  const cut = text.length > maxLength ? text.slice(0, maxLength) : text
  return SUSPECT.test(cut) ? cut.replace(UNSTORABLE, '\ufffd') : cut
}

/** One line of display text: control characters and line ends become a space. */
export function toSingleLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return text.replace(/[\x01-\x1f\x7f\u0085\u2028\u2029]+/g, ' ').trim()
}
