/** What search looks at: the distinct words of a message, and their signature. */
import type { AddressBody } from './schema'
import { toSignature } from './search-signature'
import { toSearchTerms } from './search-terms'

const MAX_LENGTH = 200_000
const MAX_TERMS = 20_000

export type SearchText = { searchText: string; searchSignature: string }

/** Distinct words joined by spaces: subject, names, addresses and text; the beginning of what is too long. */
export function toSearchText({
  subject,
  people,
  texts,
}: {
  subject: string
  people: AddressBody[]
  texts: string[]
}): SearchText {
  const names = people.slice(0, 50).map(({ name, address }) => `${name} ${address}`)
  const terms = new Set<string>()
  let length = 0
  for (const source of [subject, ...names, ...texts]) {
    for (const term of toSearchTerms(source.slice(0, MAX_LENGTH))) {
      if (terms.size >= MAX_TERMS || length + term.length >= MAX_LENGTH) break
      if (terms.has(term)) continue
      terms.add(term)
      length += term.length + 1
    }
  }
  return { searchText: [...terms].join(' '), searchSignature: toSignature(terms) }
}
