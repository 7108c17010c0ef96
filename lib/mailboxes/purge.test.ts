import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import { purge } from './purge'

let ctx: TestContext
beforeAll(async () => {
  ctx = await createTestContext({ PURGE_AFTER_HOURS: '1.5', ADDRESS_QUARANTINE_DAYS: '2' })
})
beforeEach(() => ctx.db.pool.query('TRUNCATE mailboxes, retired_addresses, idempotency_keys CASCADE'))
afterAll(() => ctx.dispose())

/** A mailbox that ended `ago` (a PostgreSQL interval). */
async function insertEnded(address: string, ago: string): Promise<string> {
  const { rows } = await ctx.db.pool.query<{ id: string }>(
    `INSERT INTO mailboxes (address, expires_at, ttl_minutes, owner_type, is_active, ended_at)
     VALUES ($1, now() - $2::interval, 1, 'anonymous', false, now() - $2::interval) RETURNING id`,
    [address, ago],
  )
  return rows[0]?.id ?? ''
}

const addresses = async (table: 'mailboxes' | 'retired_addresses') =>
  (await ctx.db.pool.query<{ address: string }>(`SELECT address FROM ${table} ORDER BY address`)).rows.map(
    ({ address }) => address,
  )

test('deletes what ended PURGE_AFTER_HOURS ago, and nothing that ended later or still lives', async () => {
  await insertEnded('old@mayfly.localhost', '90 minutes')
  await insertEnded('young@mayfly.localhost', '89 minutes 59 seconds')
  await ctx.db.pool.query(
    `INSERT INTO mailboxes (address, expires_at, ttl_minutes, owner_type)
     VALUES ('due@mayfly.localhost', now() - interval '9 days', 1, 'anonymous')`,
  )
  expect(await purge(ctx)).toEqual({ mailboxes: 1, retired_addresses: 0, idempotency_keys: 0 })
  expect(await addresses('mailboxes')).toEqual(['due@mayfly.localhost', 'young@mayfly.localhost'])
})

test('keeps the address closed for ADDRESS_QUARANTINE_DAYS, then frees it', async () => {
  await insertEnded('old@mayfly.localhost', '2 hours')
  await purge(ctx)
  const { rows } = await ctx.db.pool.query(
    "SELECT available_at - now() BETWEEN '47 hours 59 minutes' AND '48 hours' AS closed FROM retired_addresses",
  )
  expect(rows).toEqual([{ closed: true }])
  await ctx.db.pool.query("UPDATE retired_addresses SET available_at = available_at - interval '2 days'")
  expect(await purge(ctx)).toEqual({ mailboxes: 0, retired_addresses: 1, idempotency_keys: 0 })
})

test('a mailbox takes its messages, contents and deliveries along', async () => {
  const mailboxId = await insertEnded('old@mayfly.localhost', '2 hours')
  await ctx.db.pool.query(
    `WITH m AS (INSERT INTO messages (id, mailbox_id, seq, slot, received_at, size, mail_from, rcpt_to, client_name,
                  client_ip, protocol, duration_ms, to_list, subject)
                VALUES (gen_random_uuid(), $1, 1, 0, now(), 1, '', '', '', '', 'ESMTP', 1, '[]', '') RETURNING id)
     INSERT INTO deliveries (mailbox_id, result, client_name, duration_ms) SELECT $1, 'refused', '', 1 FROM m`,
    [mailboxId],
  )
  await purge(ctx)
  const { rows } = await ctx.db.pool.query(
    'SELECT (SELECT count(*) FROM messages)::int AS messages, (SELECT count(*) FROM deliveries)::int AS deliveries',
  )
  expect(rows).toEqual([{ messages: 0, deliveries: 0 }])
})

test('twenty concurrent purges delete each mailbox once and retire each address', async () => {
  await ctx.db.pool.query(
    `INSERT INTO mailboxes (address, expires_at, ttl_minutes, owner_type, is_active, ended_at)
     SELECT 'm' || i || '@mayfly.localhost', now() - interval '1 day', 1, 'anonymous', false, now() - interval '1 day'
     FROM generate_series(1, 500) i`,
  )
  const options = { batchSize: 10, pauseMs: 0 }
  const counts = await Promise.all(Array.from({ length: 20 }, () => purge(ctx, options)))
  const rest = await purge(ctx)
  expect(counts.reduce((sum, { mailboxes }) => sum + mailboxes, rest.mailboxes)).toBe(500)
  expect(await addresses('retired_addresses')).toHaveLength(500)
})

test('forgets idempotency keys after 24 hours, and not before', async () => {
  for (const ago of ['24 hours', '23 hours 59 minutes']) {
    await ctx.db.pool.query(
      `INSERT INTO idempotency_keys (key_hash, request_hash, salt, answer, created_at)
       VALUES ($1, '', '', '{}', now() - $2::interval)`,
      [randomBytes(32), ago],
    )
  }
  expect((await purge(ctx)).idempotency_keys).toBe(1)
})
