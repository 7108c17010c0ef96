/**
 * The state half of expiry: flips what is due. Nothing depends on when it runs; readers and deliveries compare
 * `expires_at` themselves. Any number of processes may run it: each row is flipped once, and nobody waits for a lock.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '@/lib/context'

type Options = { batchSize?: number; signal?: AbortSignal }

/** Of the time that a batch took: mail keeps arriving when hundreds of thousands fall due at once. */
const REST = 0.5

/**
 * Locks the mailboxes that the queue says are due, skipping what others hold, flips them where they stand and takes them
 * off the queue, all or nothing. One that changed between the look and the lock stays in the queue, for the next pass;
 * one that was deleted before its time only leaves it. $2 and $3 are where the batch before ended: what it took off is not
 * walked over again, though it may stand in the index for as long as some old transaction can see it.
 *
 * The look-up is lateral so that it goes by key whatever the planner thinks of the tables' sizes. Nobody waits for the
 * disk: a flip that a crash of the database undoes is done again, and whatever was made of it meanwhile (a webhook's job
 * was taken) is behind it in the log, so that it cannot be on disk without it.
 */
const FLIP = `
  WITH due AS MATERIALIZED (
    SELECT q.ctid AS place, q.expires_at, m.* FROM expiry_queue q CROSS JOIN LATERAL (
      SELECT id, ctid AS row, is_active AND expires_at <= now() AS is_due FROM mailboxes
      WHERE id = q.mailbox_id FOR NO KEY UPDATE SKIP LOCKED) m
    WHERE q.expires_at <= now() AND (q.expires_at, q.mailbox_id) > ($2, $3) ORDER BY q.expires_at, q.mailbox_id LIMIT $1
  ), flipped AS (
    UPDATE mailboxes SET is_active = false
    WHERE ctid = ANY (ARRAY(SELECT row FROM due WHERE is_due)) RETURNING id
  ), done AS (
    DELETE FROM expiry_queue WHERE ctid = ANY (ARRAY(
      SELECT place FROM due LEFT JOIN flipped USING (id) WHERE flipped.id IS NOT NULL OR NOT is_due))
  )
  SELECT (SELECT count(*) FROM due)::int AS seen, (SELECT count(*) FROM flipped)::int AS flipped, last.*,
    set_config('synchronous_commit', 'off', true)
  FROM (SELECT) one LEFT JOIN (SELECT expires_at, id FROM due ORDER BY expires_at DESC, id DESC LIMIT 1) last ON true`

type Batch = { seen: number; flipped: number; expires_at: Date; id: string }

/**
 * One pass over all that is due, in batches of one transaction each, small enough (some 5 ms) that what others compute and
 * commit meanwhile is not late by much. Returns how many this caller flipped.
 */
export async function expireMailboxes(
  { db }: Pick<Context, 'db'>,
  { batchSize = 500, signal }: Options = {},
): Promise<number> {
  let total = 0
  // mostly nothing is due, which is told at a fraction of the cost
  if ((await findNextExpiry({ db })) !== 0) return total
  let after: [Date | string, string] = ['-infinity', '00000000-0000-0000-0000-000000000000']
  while (!signal?.aborted) {
    const startedAt = performance.now()
    // planned each time: a plan made while the queue was empty reads and sorts all of it once it is long
    const { rows } = await db.pool.query<Batch>(FLIP, [batchSize, ...after])
    const [batch] = rows
    total += batch?.flipped ?? 0
    if (!batch || batch.seen < batchSize) break
    after = [batch.expires_at, batch.id]
    await sleep((performance.now() - startedAt) * REST, undefined, { signal }).catch(() => {})
  }
  return total
}

/** Milliseconds until the next mailbox is due by the database's clock, 0 when one is; null when none is active. */
export async function findNextExpiry({ db }: Pick<Context, 'db'>): Promise<number | null> {
  const { rows } = await db.pool.query<{ due_in_ms: number | null }>({
    name: 'find_next_expiry',
    text: `SELECT greatest(0, ceil(extract(epoch FROM expires_at - clock_timestamp()) * 1000))::float8 AS due_in_ms
           FROM expiry_queue ORDER BY expires_at LIMIT 1`,
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
