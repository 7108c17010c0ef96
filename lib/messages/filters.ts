/** The filters of a message list, as SQL over `m` (messages) and `c` (message_contents). `wait` uses the same ones. */
import { toProbes } from './search-signature'
import { toSearchTerms } from './search-terms'

export type MessageFilter = {
  unread?: boolean
  /** A part of the sender's name or address, without case. */
  from?: string
  /** A part of the subject, without case. */
  subject?: string
  /** Parts of words, all of them somewhere in subject, people or text; without case and accents. Empty: no filter. */
  q?: string
  /** Inclusive. */
  since?: Date
}

export type FilterName = keyof MessageFilter

type Predicate = { name: FilterName; sql: string }
/** Adds a value and returns its placeholder. */
type Param = (value: unknown) => string

/** One predicate for each filter given. */
export function toPredicates(filter: MessageFilter, param: Param): Predicate[] {
  const predicates: Predicate[] = []
  const add = (name: FilterName, sql: string) => predicates.push({ name, sql })
  if (filter.from !== undefined) {
    const part = `lower(${param(filter.from)})`
    add('from', `position(${part} in lower(concat_ws(' ', m.from_name, m.from_address))) > 0`)
  }
  if (filter.subject !== undefined) add('subject', `position(lower(${param(filter.subject)}) in lower(m.subject)) > 0`)
  if (hasWords(filter.q)) add('q', toTextPredicate('c', filter.q, param))
  if (filter.unread !== undefined) add('unread', `m.is_read = NOT ${param(filter.unread)}::boolean`)
  if (filter.since !== undefined) add('since', `m.received_at >= ${param(filter.since)}::timestamptz`)
  return predicates
}

/** What `q` says, over `s` (message_contents) alone: true for every message that has it. Null without `q`. */
export function toSearchPredicate({ q }: MessageFilter, param: Param): string | null {
  return hasWords(q) ? toTextPredicate('s', q, param) : null
}

function hasWords(q: string | undefined): q is string {
  return q !== undefined && q.trim() !== ''
}

/** The signature is looked at first: words may be many and lie elsewhere. Within coalesce() the planner keeps that order. */
function toTextPredicate(table: 'c' | 's', q: string, param: Param): string {
  const held = toParts(q).map((part) => `position(${param(part)}::text in ${table}.search_text) > 0`)
  return `coalesce(${[toSignaturePredicate(table, q, param), ...held].join(' AND ')}, false)`
}

function toSignaturePredicate(table: 'c' | 's', q: string, param: Param): string {
  const signature = `${table}.search_signature`
  const bits = toProbes(toParts(q)).map(
    (probe) => `get_bit(${signature}, ${param(probe)}::int & (octet_length(${signature}) * 8 - 1)) <> 0`,
  )
  // nothing but marks is in no message
  return bits.length === 0 ? 'false' : `(${signature} IS NULL OR (${bits.join(' AND ')}))`
}

/** Each once, without those that others hold: the longest tell most. */
function toParts(q: string): string[] {
  const terms = [...new Set(toSearchTerms(q))].sort((a, b) => b.length - a.length)
  return terms.filter((term, index) => !terms.slice(0, index).some((longer) => longer.includes(term)))
}
