import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Database, transaction } from '@/lib/db'
import type { AppError } from '@/lib/errors'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import { createTestMailbox } from '@/lib/testing/factories'
import { expireMailboxes, findExpiryDelay, findNextExpiry } from './expire'
import { getMailbox } from './mailboxes'

let ctx: TestContext
beforeAll(async () => {
  ctx = await createTestContext({ EXPIRY_INTERVAL_SECONDS: '30' })
})
beforeEach(() => ctx.db.pool.query('DELETE FROM mailboxes'))
afterAll(() => ctx.dispose())

async function insertDue(count: number): Promise<void> {
  await ctx.db.pool.query(
    `INSERT INTO mailboxes (address, expires_at, ttl_minutes, owner_type)
     SELECT 'due' || i || '@mayfly.localhost', now() - i * interval '1 second', 1, 'anonymous'
     FROM generate_series(1, $1::int) i`,
    [count],
  )
}

const countActive = async () =>
  (await ctx.db.pool.query('SELECT count(*)::int AS n FROM mailboxes WHERE is_active')).rows[0].n

test('flips a mailbox at the instant it expires, and not before', async () => {
  // inside one transaction the database's clock stands still
  const flipped = await transaction(ctx.db, async (client) => {
    await client.query(
      `INSERT INTO mailboxes (address, expires_at, ttl_minutes, owner_type)
       SELECT left_ms || '@mayfly.localhost', date_trunc('milliseconds', now()) + left_ms * interval '1 ms', 1, 'anonymous'
       FROM unnest(ARRAY[-1, 0, 1]) left_ms`,
    )
    expect(await expireMailboxes({ db: { pool: client } as unknown as Database })).toBe(2)
    const { rows } = await client.query('SELECT address FROM mailboxes WHERE NOT is_active ORDER BY expires_at')
    return rows.map(({ address }) => address)
  })
  expect(flipped).toEqual(['-1@mayfly.localhost', '0@mayfly.localhost'])
})

test('what expired ended at its time, however late the loop ran', async () => {
  const { address, viewer } = await createTestMailbox(ctx, { expiresIn: '-3 days' })
  const asked = () => getMailbox(ctx, viewer, address).catch(({ code, extra }: AppError) => ({ code, extra }))
  const before = await asked()
  await expireMailboxes(ctx)
  expect(await countActive()).toBe(0)
  expect(await asked()).toEqual(before)
})

test('twenty concurrent passes flip each due mailbox exactly once', async () => {
  await insertDue(2_000)
  await createTestMailbox(ctx)
  const counts = await Promise.all(Array.from({ length: 20 }, () => expireMailboxes(ctx, { batchSize: 50 })))
  // a pass ends early when others hold the rest; one more takes what is left
  const rest = await expireMailboxes(ctx)
  expect(counts.reduce((sum, count) => sum + count, rest)).toBe(2_000)
  expect(await countActive()).toBe(1)
})

test('one pass takes all that is due, in batches', async () => {
  await insertDue(101)
  expect(await expireMailboxes(ctx, { batchSize: 10 })).toBe(101)
})

test('an aborted pass stops between batches', async () => {
  await insertDue(20)
  expect(await expireMailboxes(ctx, { batchSize: 10, signal: AbortSignal.abort() })).toBe(0)
})

test('skips a locked mailbox instead of waiting for it, and takes it the next time', async () => {
  const { id } = await createTestMailbox(ctx, { expiresIn: '-1 second' })
  await createTestMailbox(ctx, { expiresIn: '-1 second' })
  await transaction(ctx.db, async (client) => {
    await client.query('SELECT FROM mailboxes WHERE id = $1 FOR UPDATE', [id])
    expect(await expireMailboxes(ctx)).toBe(1)
    expect(await findExpiryDelay(ctx)).toBe(50)
  })
  expect(await expireMailboxes(ctx)).toBe(1)
})

test('the next expiry is measured by the database, 0 when due, null when nothing is active', async () => {
  expect(await findNextExpiry(ctx)).toBeNull()
  expect(await findExpiryDelay(ctx)).toBe(30_000)
  await createTestMailbox(ctx, { expiresIn: '10 seconds' })
  const next = await findNextExpiry(ctx)
  expect(next).toBeGreaterThan(5_000)
  expect(next).toBeLessThanOrEqual(10_001)
  expect(await findExpiryDelay(ctx)).toBeLessThanOrEqual(10_001)
  await createTestMailbox(ctx, { expiresIn: '-1 second' })
  expect(await findNextExpiry(ctx)).toBe(0)
})
