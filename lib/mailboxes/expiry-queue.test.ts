/** What the triggers and the flip keep true of the queue: every active mailbox stands in it once, under its end. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Database, isDatabaseAway, transaction } from '@/lib/db'
import { deliverBatch } from '@/lib/messages/deliver-batch'
import { createTestArrival } from '@/lib/testing/arrivals'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import { createTestMailbox } from '@/lib/testing/factories'
import { expireMailboxes } from './expire'
import { deleteMailbox, extendMailbox } from './mailboxes'
import { purge } from './purge'

let ctx: TestContext
beforeAll(async () => {
  ctx = await createTestContext({ PURGE_AFTER_HOURS: '0' })
})
beforeEach(() => ctx.db.pool.query('TRUNCATE mailboxes CASCADE'))
afterAll(() => ctx.dispose())

async function insertDue(count: number): Promise<void> {
  await ctx.db.pool.query(
    `INSERT INTO mailboxes (address, expires_at, ttl_minutes, owner_type)
     SELECT 'due' || i || '@mayfly.localhost', now() - interval '1 hour', 1, 'anonymous' FROM generate_series(1, $1::int) i`,
    [count],
  )
}

const countQueued = async () => (await ctx.db.pool.query('SELECT FROM expiry_queue')).rowCount

/** Active mailboxes that do not stand in the queue exactly once under their end. */
const countForgotten = async () =>
  (
    await ctx.db.pool.query(
      `SELECT FROM mailboxes m WHERE is_active AND 1 <> (
         SELECT count(*) FROM expiry_queue q WHERE q.mailbox_id = m.id AND q.expires_at = m.expires_at)`,
    )
  ).rowCount

test('a mailbox enters when it is made, moves when its end moves, and leaves when its row does', async () => {
  const { id, viewer, address } = await createTestMailbox(ctx)
  expect([await countQueued(), await countForgotten()]).toEqual([1, 0])
  await extendMailbox(ctx, viewer, address, { ttlMinutes: 7 })
  expect([await countQueued(), await countForgotten()]).toEqual([1, 0])
  await ctx.db.pool.query('DELETE FROM mailboxes WHERE id = $1', [id])
  expect(await countQueued()).toBe(0)
  await insertDue(3)
  await ctx.db.pool.query('TRUNCATE mailboxes CASCADE')
  expect(await countQueued()).toBe(0)
})

test('one that was deleted before its time leaves with its purge, or at its time, and is not told to have expired', async () => {
  const [purged, due] = [await createTestMailbox(ctx), await createTestMailbox(ctx)]
  await deleteMailbox(ctx, purged.viewer, purged.address)
  expect((await purge(ctx)).mailboxes).toBe(1)
  expect(await countQueued()).toBe(1)
  await deleteMailbox(ctx, due.viewer, due.address)
  await ctx.db.pool.query("UPDATE expiry_queue SET expires_at = now() - interval '1 second'")
  expect(await expireMailboxes(ctx)).toBe(0)
  expect(await countQueued()).toBe(0)
})

test('whatever became of a mailbox before its purge, nothing of it stays in the queue', async () => {
  const { viewer, address } = await createTestMailbox(ctx, { expiresIn: '50 ms' })
  await deleteMailbox(ctx, viewer, address)
  await insertDue(3)
  const isOver = async () => (await ctx.db.pool.query('SELECT FROM mailboxes WHERE expires_at > now()')).rowCount === 0
  while (!(await isOver()));
  // no flip has seen that their time is over
  await ctx.db.pool.query('DELETE FROM mailboxes')
  expect(await countQueued()).toBe(0)
})

test('an end touches no index, though all of a page end at once', async () => {
  await insertDue(500)
  const counts = await transaction(ctx.db, async (client) => {
    const count = async () => {
      const { rows } = await client.query<{ updated: number; hot: number }>(
        `SELECT pg_stat_get_xact_tuples_updated(oid)::int AS updated, pg_stat_get_xact_tuples_hot_updated(oid)::int AS hot
         FROM pg_class WHERE relname = 'mailboxes'`,
      )
      return rows[0] ?? { updated: 0, hot: 0 }
    }
    const before = await count()
    await expireMailboxes({ db: { pool: client } as unknown as Database })
    const after = await count()
    return { updated: after.updated - before.updated, hot: after.hot - before.hot }
  })
  expect(counts).toEqual({ updated: 500, hot: 500 })
})

test('passes, deliveries and extensions at once: nothing is flipped before its end, forgotten, or waits', async () => {
  const boxes = await Promise.all(Array.from({ length: 20 }, () => createTestMailbox(ctx, { expiresIn: '400 ms' })))
  await insertDue(1_000)
  const extend = boxes.map(({ viewer, address }) =>
    extendMailbox(ctx, viewer, address, { ttlMinutes: 5 }).then(
      () => address,
      () => null,
    ),
  )
  const deliver = boxes.map(({ address }) => deliverBatch(ctx, ctx.db.hot, [createTestArrival({ to: [address] })]))
  let flipped = 0
  const isDone = async () =>
    (await ctx.db.pool.query('SELECT FROM expiry_queue WHERE expires_at <= now()')).rowCount === 0
  const loop = async () => {
    do {
      const count = await expireMailboxes(ctx, { batchSize: 30 })
      flipped += count
    } while (!(await isDone()))
  }
  await Promise.all([...Array.from({ length: 5 }, loop), ...deliver])
  const extended = (await Promise.all(extend)).filter((address) => address !== null)
  while ((await ctx.db.pool.query('SELECT FROM live_mailboxes')).rowCount !== extended.length);
  await loop()
  const { rows } = await ctx.db.pool.query('SELECT address FROM mailboxes WHERE is_active ORDER BY address')
  expect(rows.map(({ address }) => address)).toEqual(extended.sort())
  expect(flipped).toBe(1_020 - extended.length)
  expect([await countQueued(), await countForgotten()]).toEqual([extended.length, 0])
})

test('a pass that dies in the middle of a batch leaves whole batches, and the next one takes the rest', async () => {
  await insertDue(100)
  await ctx.db.pool.query(`
    CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$;
    CREATE TRIGGER die BEFORE UPDATE ON mailboxes FOR EACH ROW WHEN (OLD.address = 'due45@mayfly.localhost') EXECUTE FUNCTION die()`)
  expect(await expireMailboxes(ctx, { batchSize: 10 }).catch(isDatabaseAway)).toBe(true)
  await ctx.db.pool.query('DROP FUNCTION die() CASCADE')
  const left = (await countQueued()) ?? 0
  expect([left % 10, await countForgotten()]).toEqual([0, 0])
  expect(await expireMailboxes(ctx, { batchSize: 10 })).toBe(left)
  expect(await countQueued()).toBe(0)
})
