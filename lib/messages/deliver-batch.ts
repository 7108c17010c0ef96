/** One batch of arrivals, committed as one statement: retried while that may help, split when one row spoils it. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '@/lib/context'
import { isUnanswered, type Queryable, sqlState } from '@/lib/db'
import { type Arrival, type Copies, distinctRecipients, type Outcome, toStatementValues } from './arrival'
import { DELIVER, type DeliveredRow, FIND_DELIVERED } from './deliver-sql'
import { trimMailboxes } from './trim'

/** Before the second attempt, the third, and so on. */
const PAUSES_MS = [0, 50, 100, 200, 400]
const MAX_PAUSE_MS = 500
const RETRY_LIMIT_MS = 10_000
/** SQLSTATE classes that speak of the data at hand: the same again fails the same way. */
const SPOILED = /^(21|22|23|42|54)/
/** unique_violation: our own ids are there, so an attempt that looked lost was committed after all. */
const COPY_EXISTS = '23505'
/** serialization_failure, deadlock_detected: certainly nothing was stored. */
const ROLLED_BACK = new Set(['40001', '40P01'])

/**
 * Stores through `store`. Outcomes in the order of the arrivals, or an error instead of them for an arrival that could
 * not be stored. Resolves after the commit. Mailboxes grown past their plan are trimmed before it resolves.
 */
export async function deliverBatch(
  ctx: Context,
  store: Queryable,
  arrivals: Arrival[],
): Promise<(Outcome[] | Error)[]> {
  let rows: DeliveredRow[]
  try {
    rows = await commit(ctx, store, arrivals)
  } catch (error) {
    if (arrivals.length > 1 && SPOILED.test(sqlState(error) ?? '')) return deliverSeparately(ctx, store, arrivals)
    const failure = error instanceof Error ? error : new Error(String(error))
    return arrivals.map(() => failure)
  }
  const over = new Set(rows.flatMap(({ isOver, mailboxId }) => (isOver && mailboxId ? [mailboxId] : [])))
  if (over.size > 0) await trimMailboxes(ctx, [...over])
  return toOutcomes(arrivals, rows)
}

async function deliverSeparately(ctx: Context, store: Queryable, arrivals: Arrival[]): Promise<(Outcome[] | Error)[]> {
  const results: (Outcome[] | Error)[] = []
  for (const arrival of arrivals) results.push(...(await deliverBatch(ctx, store, [arrival])))
  return results
}

/**
 * Deadlocks, serialisation failures and broken connections are tried again for ten seconds, at once at first and then
 * with pauses in which a database can come back. A connection that broke at the very commit leaves open what happened,
 * so the next attempt looks first: ids are ours, and nothing is stored twice. A link that went silent used up those ten
 * seconds without a word of the database: the time starts again, once (a mail server waits ten minutes for our reply,
 * RFC 5321 4.5.3.2.6).
 */
async function commit(ctx: Context, store: Queryable, arrivals: Arrival[]): Promise<DeliveredRow[]> {
  const { values, copies } = toStatementValues(arrivals)
  const statement = { name: 'deliver', text: DELIVER, values: [...values, ctx.config.PURGE_AFTER_HOURS * 3_600] }
  let giveUpAt = performance.now() + RETRY_LIMIT_MS
  let isUncertain = false
  let wasSilent = false
  for (let attempt = 1; ; attempt++) {
    try {
      const delivered = isUncertain ? await findDelivered(store, copies) : null
      return delivered ?? (await store.query<DeliveredRow>(statement)).rows
    } catch (error) {
      const code = sqlState(error)
      if (isUnanswered(error) && !wasSilent) giveUpAt = performance.now() + RETRY_LIMIT_MS
      wasSilent ||= isUnanswered(error)
      const isSpoiled = SPOILED.test(code ?? '') && code !== COPY_EXISTS
      if (performance.now() > giveUpAt || isSpoiled) throw error
      isUncertain ||= !ROLLED_BACK.has(code ?? '')
      ctx.log.warn({ attempt, code }, 'delivery_retried')
      await sleep(PAUSES_MS[attempt - 1] ?? MAX_PAUSE_MS)
    }
  }
}

async function findDelivered(store: Queryable, { ords, addresses, ids }: Copies): Promise<DeliveredRow[] | null> {
  const { rows } = await store.query<DeliveredRow>(FIND_DELIVERED, [ords, addresses, ids])
  return rows.some(({ id }) => id !== null) ? rows : null
}

function toOutcomes(arrivals: Arrival[], rows: DeliveredRow[]): Outcome[][] {
  const found = arrivals.map(() => new Map<string, DeliveredRow>())
  for (const row of rows) found[row.ord]?.set(row.address, row)
  return arrivals.map((arrival, ord) =>
    distinctRecipients(arrival).map(({ address }) => toOutcome(address, found[ord]?.get(address))),
  )
}

function toOutcome(address: string, row: DeliveredRow | undefined): Outcome {
  if (!row?.mailboxId) return { address, result: 'not_live' }
  if (row.id === null) return { address, result: 'too_large' }
  return { address, result: 'stored', id: row.id, mailboxId: row.mailboxId, seq: row.seq }
}
