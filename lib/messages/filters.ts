/** The filters of a message list, as SQL over `m` (messages) and `c` (message_contents). `wait` uses the same ones. */
import { toSearchTerms } from './search-terms'

export type MessageFilter = {
  unread?: boolean
  /** A part of the sender's name or address, without case. */
  from?: string
  /** A part of the subject, without case. */
  subject?: string
  /** Words, each matching from its beginning, all of them somewhere in subject, sender or text. */
  q?: string
  /** Inclusive. */
  since?: Date
}

export type FilterName = keyof MessageFilter

type Predicate = { name: FilterName; sql: string }

/** One predicate for each filter given; `param` adds a value and returns its placeholder. */
export function toPredicates(filter: MessageFilter, param: (value: unknown) => string): Predicate[] {
  const predicates: Predicate[] = []
  const add = (name: FilterName, sql: string) => predicates.push({ name, sql })
  if (filter.from !== undefined) {
    const part = `lower(${param(filter.from)})`
    add('from', `position(${part} in lower(concat_ws(' ', m.from_name, m.from_address))) > 0`)
  }
  if (filter.subject !== undefined) add('subject', `position(lower(${param(filter.subject)}) in lower(m.subject)) > 0`)
  if (filter.q !== undefined) {
    // without any word the query is empty, and an empty query matches nothing
    const query = toSearchTerms(filter.q).map((term) => `'${term}':*`)
    add('q', `coalesce(c.search @@ ${param(query.join(' & '))}::tsquery, false)`)
  }
  if (filter.unread !== undefined) add('unread', `m.is_read = NOT ${param(filter.unread)}::boolean`)
  if (filter.since !== undefined) add('since', `m.received_at >= ${param(filter.since)}::timestamptz`)
  return predicates
}
