/** The words that search knows: letters and digits, folded; everything else separates. */

/**
 * What people leave out when they type: accents (Latin, Greek, Cyrillic), Hebrew points, Arabic vowels and tatweel, soft
 * hyphens, what has no width, marks of direction, and variation selectors. Kana and Indic marks tell words apart and stay.
 */
const LEFT_OUT =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670\u00ad\u061c\u200b-\u200f\u2060\ufeff]|[\ufe00-\ufe0f]/g
const ASCII = /^[\0-\x7f]*$/
const SEPARATORS = /[^\p{L}\p{N}\p{M}]+/u

/** What is stored and what is asked go through the same folding and the same cut. */
export function toSearchTerms(text: string): string[] {
  if (ASCII.test(text)) return text.toLowerCase().match(/[a-z0-9]+/g) ?? []
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(LEFT_OUT, '')
    .replaceAll('ς', 'σ')
    .replaceAll('ß', 'ss')
    .normalize('NFC')
    .split(SEPARATORS)
    .filter((term) => term !== '')
}
