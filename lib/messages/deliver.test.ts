import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { closeContext, createContext } from '@/lib/context'
import { createTestArrival } from '@/lib/testing/arrivals'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import { createTestMailbox } from '@/lib/testing/factories'
import { archiveAndDelete } from './archive'
import { createDeliverer, type Deliverer, type Outcome } from './deliver'

let ctx: TestContext
let deliverer: Deliverer
beforeAll(async () => {
  ctx = await createTestContext()
})
beforeEach(() => {
  deliverer = createDeliverer(ctx)
})
afterAll(() => ctx.dispose())

const repeat = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i))
const oneToN = (count: number) => repeat(count, (index) => index + 1)

async function readSeqs(mailboxId: string): Promise<number[]> {
  const { rows } = await ctx.db.pool.query<{ seq: number }>(
    'SELECT seq FROM messages WHERE mailbox_id = $1 ORDER BY seq',
    [mailboxId],
  )
  return rows.map(({ seq }) => seq)
}

async function readCounters(mailboxId: string) {
  const { rows } = await ctx.db.pool.query(
    `SELECT last_seq, message_count, unread_count,
       (SELECT count(*)::int FROM unparsed_messages u WHERE u.mailbox_id = b.id) AS unparsed
     FROM mailboxes b WHERE id = $1`,
    [mailboxId],
  )
  return rows[0]
}

const setPlan = (column: string, value: number) =>
  ctx.db.pool.query(`UPDATE plans SET ${column} = $1 WHERE id = 'anonymous'`, [value])

test('concurrent arrivals get a dense seq per mailbox, none lost, none twice', async () => {
  const mailboxes = await Promise.all(repeat(3, () => createTestMailbox(ctx)))
  const addresses = mailboxes.map(({ address }) => address)
  const outcomes = await Promise.all(
    repeat(60, (index) => {
      const to = index % 2 ? addresses : [addresses[index % 3] ?? '']
      return deliverer.deliver(createTestArrival({ to, body: `number ${index}` }))
    }),
  )
  const stored = outcomes.flat().filter(({ result }) => result === 'stored')
  expect(stored).toHaveLength(30 * 3 + 30)
  for (const { id, address } of mailboxes) {
    const expected = stored.filter((outcome) => outcome.address === address)
    expect(await readSeqs(id)).toEqual(oneToN(expected.length))
    expect(await readCounters(id)).toEqual({
      last_seq: expected.length,
      message_count: expected.length,
      unread_count: expected.length,
      unparsed: expected.length,
    })
  }
})

test('several processes deliver into one mailbox without a gap or a deadlock', async () => {
  const one = await createTestMailbox(ctx)
  const two = await createTestMailbox(ctx)
  const deliverers = repeat(4, () => createDeliverer(ctx))
  await Promise.all(
    repeat(120, (index) => {
      const to = index % 2 ? [one.address, two.address] : [two.address, one.address]
      return deliverers[index % 4]?.deliver(createTestArrival({ to }))
    }),
  )
  expect(await readSeqs(one.id)).toEqual(oneToN(120))
  expect(await readSeqs(two.id)).toEqual(oneToN(120))
})

test('stores every byte of every message of a batch as it came, with its own envelope', async () => {
  const { address, id } = await createTestMailbox(ctx)
  const raws = repeat(9, (index) => Buffer.from(repeat(index * 37, (at) => (at * 31 + index) % 256)))
  await Promise.all(
    raws.map((raw, index) =>
      deliverer.deliver({ ...createTestArrival({ to: [address] }), raw, mailFrom: `s${index}@example.com` }),
    ),
  )
  const { rows } = await ctx.db.pool.query(
    'SELECT raw, size, mail_from FROM messages JOIN message_sources USING (mailbox_id, seq) WHERE mailbox_id = $1',
    [id],
  )
  expect(rows).toHaveLength(9)
  for (const row of rows) {
    const raw = raws[Number(row.mail_from.match(/\d+/)[0])]
    expect(row.raw).toEqual(raw)
    expect(row.size).toBe(raw?.length)
  }
})

test('a mailbox receives until the instant it expires, and never after, whether or not it was flipped', async () => {
  const live = await createTestMailbox(ctx, { expiresIn: '1 hour' })
  const past = await createTestMailbox(ctx, { expiresIn: '-1 millisecond' })
  const flipped = await createTestMailbox(ctx)
  await ctx.db.pool.query('UPDATE mailboxes SET is_active = false WHERE id = $1', [flipped.id])
  const to = [past.address, live.address, flipped.address, 'nobody@mayfly.localhost']
  const outcomes = await deliverer.deliver(createTestArrival({ to }))
  expect(outcomes.map(({ result }) => result)).toEqual(['not_live', 'stored', 'not_live', 'not_live'])
  expect(await readSeqs(past.id)).toEqual([])
  expect(await readSeqs(flipped.id)).toEqual([])
})

test('a delivery that waited for a lock looks again: a mailbox ended meanwhile gets nothing', async () => {
  const { id, address } = await createTestMailbox(ctx)
  const ending = await ctx.db.pool.connect()
  await ending.query('BEGIN')
  await ending.query('UPDATE mailboxes SET is_active = false, ended_at = now() WHERE id = $1', [id])
  const delivery = deliverer.deliver(createTestArrival({ to: [address] }))
  await untilSomebodyWaits()
  await ending.query('COMMIT')
  ending.release()
  expect(await delivery).toEqual([{ address, result: 'not_live' }])
})

async function untilSomebodyWaits(): Promise<void> {
  for (;;) {
    const { rows } = await ctx.db.pool.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    )
    if (rows.length > 0) return
  }
}

test('the same mailbox twice in one envelope gets one copy', async () => {
  const { address, id } = await createTestMailbox(ctx)
  const arrival = createTestArrival({ to: [address, address] })
  expect(await deliverer.deliver(arrival)).toHaveLength(1)
  expect(await readSeqs(id)).toEqual([1])
})

test('a full mailbox keeps exactly the newest its plan allows, and the log of what went', async () => {
  await setPlan('max_messages_per_mailbox', 10)
  const { address, id } = await createTestMailbox(ctx)
  await Promise.all(repeat(35, () => deliverer.deliver(createTestArrival({ to: [address] }))))
  await setPlan('max_messages_per_mailbox', 1_000)
  expect(await readSeqs(id)).toEqual(oneToN(35).slice(25))
  expect(await readCounters(id)).toEqual({ last_seq: 35, message_count: 10, unread_count: 10, unparsed: 10 })
  const { rows } = await ctx.db.pool.query(
    'SELECT result, smtp_code, from_domain, message_id FROM deliveries WHERE mailbox_id = $1',
    [id],
  )
  expect(rows).toHaveLength(25)
  expect(rows[0]).toMatchObject({ result: 'accepted', smtp_code: 250, from_domain: 'example.com' })
  expect(new Set(rows.map((row) => row.message_id)).size).toBe(25)
})

test('counters stay exact while messages are deleted during deliveries', async () => {
  const { address, id } = await createTestMailbox(ctx)
  const remove = async (outcomes: Outcome[]) => {
    const [outcome] = outcomes
    if (outcome?.result !== 'stored' || outcome.seq % 2) return
    const client = await ctx.db.pool.connect()
    await client.query('BEGIN')
    await client.query('SELECT FROM mailboxes WHERE id = $1 FOR NO KEY UPDATE', [id])
    await archiveAndDelete(client, id, 'm.id = $2::uuid', [outcome.id])
    await client.query('COMMIT')
    client.release()
  }
  await Promise.all(repeat(60, () => deliverer.deliver(createTestArrival({ to: [address] })).then(remove)))
  expect(await readSeqs(id)).toEqual(oneToN(60).filter((seq) => seq % 2))
  expect(await readCounters(id)).toMatchObject({ last_seq: 60, message_count: 30, unread_count: 30 })
})

test('a message over the plan of one recipient is stored for the others', async () => {
  await setPlan('max_message_bytes', 500)
  const { rows } = await ctx.db.pool.query(`INSERT INTO users (email) VALUES ('big@example.com') RETURNING id`)
  const small = await createTestMailbox(ctx)
  const big = await createTestMailbox(ctx)
  await ctx.db.pool.query('UPDATE mailboxes SET owner_id = $1 WHERE id = $2', [rows[0].id, big.id])
  const to = [small.address, big.address]
  const outcomes = await deliverer.deliver(createTestArrival({ to, body: 'x'.repeat(600) }))
  await setPlan('max_message_bytes', 26_214_400)
  expect(outcomes.map(({ result }) => result)).toEqual(['too_large', 'stored'])
  expect(await readSeqs(small.id)).toEqual([])
})

test('characters that PostgreSQL cannot store are replaced, not refused', async () => {
  const { address, id } = await createTestMailbox(ctx)
  const arrival = createTestArrival({ to: [address] })
  const bad = 'a\0b\ud800c'
  const headers = { ...arrival.headers, subject: bad, messageId: bad, from: { name: bad, address: bad } }
  const date = new Date(-62_200_000_000_000)
  await deliverer.deliver({ ...arrival, headers: { ...headers, to: headers.to, date }, clientName: bad, mailFrom: bad })
  const { rows } = await ctx.db.pool.query(
    'SELECT subject, from_name, client_name, date FROM messages WHERE mailbox_id = $1',
    [id],
  )
  const good = 'a\ufffdb\ufffdc'
  expect(rows).toEqual([{ subject: good, from_name: good, client_name: good, date: null }])
})

test('an arrival that cannot be stored does not harm its neighbours in the batch', async () => {
  const { address, id } = await createTestMailbox(ctx)
  const poison = { ...createTestArrival({ to: [address] }), durationMs: Number.MAX_SAFE_INTEGER }
  const results = await Promise.allSettled(
    repeat(21, (index) => deliverer.deliver(index === 10 ? poison : createTestArrival({ to: [address] }))),
  )
  expect(results.map(({ status }) => status).filter((status) => status === 'rejected')).toHaveLength(1)
  expect(results[10]?.status).toBe('rejected')
  expect(await readSeqs(id)).toEqual(oneToN(20))
})

test('rejects while the database cannot be reached', async () => {
  const nowhere = createContext({ ...ctx.config, DATABASE_URL: 'postgres://postgres@127.0.0.1:1/nowhere' })
  await expect(createDeliverer(nowhere).deliver(createTestArrival({ to: ['a@b'] }))).rejects.toThrow()
  await closeContext(nowhere)
})

test('goes on when all database connections break, and what it acknowledged is there', async () => {
  const own = await createTestContext()
  const { address } = await createTestMailbox(own)
  const one = createDeliverer(own)
  const terminate = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()`
  const attempts = repeat(60, async (index) => {
    if (index === 30) await ctx.db.pool.query(terminate, [new URL(own.db.url).pathname.slice(1)])
    return one.deliver(createTestArrival({ to: [address] }))
  })
  const settled = await Promise.allSettled(attempts)
  const ids = settled
    .flatMap((result) => (result.status === 'fulfilled' ? result.value : []))
    .map((o) => 'id' in o && o.id)
  const { rows } = await own.db.pool.query('SELECT id, seq FROM messages ORDER BY seq')
  expect(ids.length).toBeGreaterThan(30)
  expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(ids))
  expect(rows.map(({ seq }) => seq)).toEqual(oneToN(rows.length))
  await own.dispose()
})

test('a mailbox that is held by somebody else holds up nobody but itself', async () => {
  const [held, free] = [await createTestMailbox(ctx), await createTestMailbox(ctx)]
  const blocker = await ctx.db.pool.connect()
  await blocker.query('BEGIN')
  await blocker.query('SELECT FROM mailboxes WHERE id = $1 FOR UPDATE', [held.id])
  const waiting = deliverer.deliver(createTestArrival({ to: [held.address] }))
  while ((await ctx.db.pool.query(WAITS)).rowCount === 0);
  expect(await deliverer.deliver(createTestArrival({ to: [free.address] }))).toMatchObject([{ result: 'stored' }])
  expect(await readSeqs(held.id)).toEqual([])
  await blocker.query('COMMIT')
  blocker.release()
  expect(await waiting).toMatchObject([{ result: 'stored', seq: 1 }])
})

const WAITS = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`

test('close waits for what was accepted and refuses what comes later', async () => {
  const { address, id } = await createTestMailbox(ctx)
  const accepted = repeat(20, () => deliverer.deliver(createTestArrival({ to: [address] })))
  await deliverer.close()
  expect(await readSeqs(id)).toEqual(oneToN(20))
  await Promise.all(accepted)
  await expect(deliverer.deliver(createTestArrival({ to: [address] }))).rejects.toThrow()
})
