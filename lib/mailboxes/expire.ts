/**
 * The state half of expiry: flips what is due. Nothing depends on when it runs; readers and deliveries compare
 * `expires_at` themselves. Any number of processes may run it: each row is flipped once, and nobody waits for a lock.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '@/lib/context'

type Options = { batchSize?: number; signal?: AbortSignal }

/** Of the time that a batch took: mail keeps arriving when hundreds of thousands fall due at once. */
const REST = 0.25

/**
 * One pass over all that is due, in batches of one transaction each, small enough that the log they write holds up no
 * commit of others for long. Returns how many this caller flipped.
 */
export async function expireMailboxes(
  { db }: Pick<Context, 'db'>,
  { batchSize = 2_000, signal }: Options = {},
): Promise<number> {
  let total = 0
  while (!signal?.aborted) {
    const startedAt = performance.now()
    const { rowCount } = await db.pool.query({
      name: 'expire_mailboxes',
      // by ctid: the rows are at hand once locked; one that moved meanwhile is left to the next pass
      text: `UPDATE mailboxes SET is_active = false, ended_at = expires_at
             WHERE ctid = ANY (ARRAY(
               SELECT ctid FROM mailboxes WHERE is_active AND expires_at <= now()
               ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED))`,
      values: [batchSize],
    })
    total += rowCount ?? 0
    if ((rowCount ?? 0) < batchSize) break
    await sleep((performance.now() - startedAt) * REST, undefined, { signal }).catch(() => {})
  }
  return total
}

/** Milliseconds until the next mailbox is due by the database's clock, 0 when one is; null when none is active. */
export async function findNextExpiry({ db }: Pick<Context, 'db'>): Promise<number | null> {
  const { rows } = await db.pool.query<{ due_in_ms: number | null }>({
    name: 'find_next_expiry',
    text: `SELECT greatest(0, ceil(extract(epoch FROM expires_at - clock_timestamp()) * 1000))::float8 AS due_in_ms
           FROM mailboxes WHERE is_active ORDER BY expires_at LIMIT 1`,
  })
  return rows[0]?.due_in_ms ?? null
}

/** No ttl is shorter than a minute: who looks this often misses no mailbox that was created meanwhile. */
const MAX_REST_MS = 60_000
/** What is due and was not flipped is locked by somebody: do not spin on it. */
const MIN_REST_MS = 50

/** How long the expiry loop may rest: until the next mailbox is due, or EXPIRY_INTERVAL_SECONDS. */
export async function findExpiryDelay(ctx: Pick<Context, 'db' | 'config'>): Promise<number> {
  const dueInMs = (await findNextExpiry(ctx)) ?? MAX_REST_MS
  return Math.max(MIN_REST_MS, Math.min(dueInMs, ctx.config.EXPIRY_INTERVAL_SECONDS * 1_000, MAX_REST_MS))
}
