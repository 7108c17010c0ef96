/**
 * Gives back the disk that purged messages took: what still has its message moves on to a later slot, then the slot is
 * truncated. Any number of processes may do it at once; no delivery works in this slot, and readers wait some milliseconds.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '@/lib/context'
import { type Queryable, sqlState, transaction } from '@/lib/db'
import { moveSurvivors } from './move-survivors'
import { CLOSED_SLOT } from './slots'

/** For a vacuum to make way, or for another process that is emptying the slot. */
const CLOSE_WITHIN_MS = 2_000
/** Readers wait as long behind a truncation that waits for a reader before them. */
const TRUNCATE_WITHIN_MS = 50
const TRUNCATE_ATTEMPTS = 5
const PAUSE_MS = 200
/** lock_not_available */
const LOCKED = '55P03'

type Input = {
  /** Seconds from the end of a mailbox to its purge. */
  afterSeconds: number
  signal?: AbortSignal
}

/** Call it when what is due is purged. Returns whether a slot was emptied; one that somebody holds is left to the next call. */
export async function emptyClosedSlot(ctx: Pick<Context, 'db'>, input: Input): Promise<boolean> {
  const slot = await findFullSlot(ctx.db.pool)
  return slot !== null && (await emptySlot(ctx, { slot, ...input }))
}

/** Works on any slot, but not well on one that deliveries work in: they wait for it, and it is full again at once. */
export async function emptySlot({ db }: Pick<Context, 'db'>, input: Input & { slot: number }): Promise<boolean> {
  const { slot } = input
  await moveSurvivors((step) => transaction(db, step), input)
  if (input.signal?.aborted) return false
  return transaction(db, async (client) => {
    // no row comes to this slot from here on; reading goes on
    await client.query(`SET LOCAL lock_timeout = ${CLOSE_WITHIN_MS}`)
    await client.query(`LOCK TABLE ${tablesOf(slot)} IN SHARE ROW EXCLUSIVE MODE`)
    const isClear = await moveSurvivors((step) => step(client), input)
    return isClear && (await truncate(client, slot))
  }).catch((error) => {
    if (sqlState(error) === LOCKED) return false
    throw error
  })
}

const tablesOf = (slot: number) => `message_sources_${slot}, message_contents_${slot}`

/** The closed slot, if anything was put there since it was emptied last. */
async function findFullSlot(client: Queryable): Promise<number | null> {
  const { rows } = await client.query<{ slot: number }>(
    `SELECT slot FROM (SELECT ${CLOSED_SLOT} AS slot) closed
     WHERE pg_relation_size(('message_sources_' || slot)::regclass) > 0
        OR pg_relation_size(('message_contents_' || slot)::regclass) > 0`,
  )
  return rows[0]?.slot ?? null
}

async function truncate(client: Queryable, slot: number): Promise<boolean> {
  await client.query(`SET LOCAL lock_timeout = ${TRUNCATE_WITHIN_MS}`)
  for (let attempt = 1; ; attempt++) {
    await client.query('SAVEPOINT not_truncated')
    try {
      await client.query(`TRUNCATE ${tablesOf(slot)}`)
      return true
    } catch (error) {
      if (sqlState(error) !== LOCKED || attempt === TRUNCATE_ATTEMPTS) throw error
      await client.query('ROLLBACK TO SAVEPOINT not_truncated')
    }
    await sleep(PAUSE_MS)
  }
}
