/** What full-text search looks at, cut into the same terms that a query is. */
import type { AddressBody } from './schema'
import { toSearchTerms } from './search-terms'

const MAX_LENGTH = 200_000
const MAX_TERMS = 20_000

/** Distinct terms joined by spaces: subject, names, addresses and text; the beginning of what is too long. */
export function toSearchText({
  subject,
  people,
  texts,
}: {
  subject: string
  people: AddressBody[]
  texts: string[]
}): string {
  const names = people.slice(0, 50).map(({ name, address }) => `${name} ${address}`)
  const terms = new Set<string>()
  for (const source of [subject, ...names, ...texts]) {
    for (const term of toSearchTerms(source.slice(0, MAX_LENGTH))) {
      if (terms.size >= MAX_TERMS) break
      terms.add(term)
    }
  }
  return [...terms]
    .join(' ')
    .slice(0, MAX_LENGTH)
    .replace(/[\ud800-\udbff]$/, '')
}
