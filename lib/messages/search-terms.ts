/** The words that full-text search knows: letters and digits, folded; everything else separates. */

/** Longer ones are cut, in the index as in the question; PostgreSQL takes 2,046 bytes. */
const MAX_TERM_LENGTH = 100

/** What is indexed and what is asked go through the same cut, so that an address or a URL is found by any of its parts. */
export function toSearchTerms(text: string): string[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((term) => term !== '')
    .map((term) => term.slice(0, MAX_TERM_LENGTH).replace(/[\ud800-\udbff]$/, ''))
}
