/** Which messages of a range are the wanted ones, and why the others are not. */
import type { Context } from '@/lib/context'
import { type FilterName, type MessageFilter, toPredicates } from './filters'
import { MESSAGE_COLUMNS, type MessageRow, toMessageBody } from './messages'
import type { MessageBody, WaitBody } from './schema'
import { MESSAGES } from './summaries'

export type Wanted = MessageFilter & {
  /** Any message, or only one with a one-time code or a verification link. */
  for: 'message' | 'otp' | 'link'
}

/** After the first, up to and including the second; the caller knows that all of them are readable. */
export type Range = { afterSeq: number; untilSeq: number }

export type NearMiss = Extract<WaitBody, { status: 'timeout' }>['near_misses'][number]

const MAX_NEAR_MISSES = 100
const FOR = { message: 'true', otp: 'c.otp IS NOT NULL', link: 'c.verification_link IS NOT NULL' } as const
const ORDER = ['from', 'subject', 'q', 'unread', 'since'] as const satisfies FilterName[]

/** The oldest message of the range that is wanted, whole; null for a mailbox that is no longer live. */
export async function findMatch(
  ctx: Context,
  mailboxId: string,
  range: Range,
  wanted: Wanted,
): Promise<MessageBody | null> {
  const { values, predicates } = toConditions(mailboxId, range, wanted)
  const { rows } = await ctx.db.pool.query<MessageRow>({
    // how many words are searched for changes the text of the statement
    name: wanted.q === undefined ? `find_match ${wanted.for} ${predicates.map(({ name }) => name)}` : undefined,
    text: `SELECT ${MESSAGE_COLUMNS} FROM ${MESSAGES}
           WHERE ${IN_RANGE} AND ${predicates.map(({ sql }) => sql).join(' AND ')} ORDER BY m.seq LIMIT 1`,
    values,
  })
  return rows[0] ? toMessageBody(rows[0]) : null
}

/** The newest hundred that are not wanted, in order of seq, each with the first filter it failed. */
export async function listNearMisses(
  ctx: Context,
  mailboxId: string,
  range: Range,
  wanted: Wanted,
): Promise<NearMiss[]> {
  const { values, predicates } = toConditions(mailboxId, range, wanted)
  const why = predicates.map(({ name, sql }) => `WHEN NOT (${sql}) THEN '${name}'`).join(' ')
  const { rows } = await ctx.db.pool.query<NearMiss>(
    `SELECT * FROM (SELECT m.id, m.seq, CASE ${why} END AS why FROM ${MESSAGES} WHERE ${IN_RANGE}) checked
     WHERE why IS NOT NULL ORDER BY seq DESC LIMIT ${MAX_NEAR_MISSES}`,
    values,
  )
  return rows.reverse()
}

const IN_RANGE = 'b.id = $1 AND m.seq > $2 AND m.seq <= $3'

function toConditions(mailboxId: string, { afterSeq, untilSeq }: Range, wanted: Wanted) {
  const values: unknown[] = [mailboxId, afterSeq, untilSeq]
  const filters = toPredicates(wanted, (value) => `$${values.push(value)}`)
  const inOrder = ORDER.flatMap((name) => filters.filter((filter) => filter.name === name))
  const predicates: { name: NearMiss['why']; sql: string }[] = [...inOrder, { name: 'for', sql: FOR[wanted.for] }]
  return { values, predicates }
}
