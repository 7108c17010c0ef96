/** Text of strangers for a terminal: nothing in it may move the cursor, recolour, retitle or turn the line round. */

/** Control characters but line feed and tab, and the ones that change the direction of writing. */
const DANGEROUS = /[\p{Cc}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu

export function toPrintable(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(DANGEROUS, (found) => (found === '\n' || found === '\t' ? found : '\ufffd'))
}

/** JSON on one line; what a terminal would obey is escaped. */
export function toJsonLine(body: unknown): string {
  return JSON.stringify(body).replace(DANGEROUS, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
