/** Where bulk lies changes; what its readers see does not, and what is purged is gone. */
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { purge } from '@/lib/mailboxes/purge'
import { createTestArrival } from '@/lib/testing/arrivals'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import { createTestMailbox, type TestMailbox } from '@/lib/testing/factories'
import { parseTestMessage, storeTestMessage } from '@/lib/testing/messages'
import { encodeContents } from './contents/encode'
import { writeContents } from './contents/write'
import { createDeliverer } from './deliver'
import { emptyContents } from './empty-contents'
import { emptySlot } from './empty-slot'
import { deleteMessage, getMessage } from './messages'
import { collect, openMessage } from './raw'
import { CLOSED_SLOT, isEmptiedSoon, SLOTS, slotFor } from './slots'

let ctx: TestContext
beforeAll(async () => {
  ctx = await createTestContext()
})
afterAll(() => ctx.dispose())

const afterSeconds = 86_400

async function ask<T>(sql: string, values: unknown[] = []): Promise<T> {
  return (await ctx.db.pool.query<{ answer: T }>(`SELECT (${sql}) AS answer`, values)).rows[0]?.answer as T
}

const countBulk = (mailboxId: string) =>
  ask<number>(
    `(SELECT count(*) FROM message_sources WHERE mailbox_id = $1)
     + (SELECT count(*) FROM message_contents WHERE mailbox_id = $1)`,
    [mailboxId],
  ).then(Number)

const bytesOf = (slot: number) =>
  ask<string>(
    `pg_relation_size('message_sources_${slot}') + pg_relation_size('message_contents_${slot}')
     + (SELECT sum(pg_relation_size(reltoastrelid)) FROM pg_class
        WHERE relname IN ('message_sources_${slot}', 'message_contents_${slot}'))`,
  ).then(Number)

/** The slot that no delivery uses now; at the turn of slots too. */
async function findUnusedSlot(): Promise<number> {
  const used = await ask<number[]>(
    `SELECT array_agg(DISTINCT ${slotFor("now() + n * interval '1 hour'")}) FROM generate_series(0, 100) n`,
  )
  return Array.from({ length: SLOTS }, (_, slot) => slot).findLast((slot) => !used.includes(slot)) ?? 0
}

/** As if it had been due in this slot when it was stored. */
async function putInto(slot: number, mailboxes: TestMailbox[]): Promise<void> {
  for (const table of ['messages', 'message_sources', 'message_contents']) {
    await ctx.db.pool.query(`UPDATE ${table} SET slot = $1 WHERE mailbox_id = ANY ($2::uuid[])`, [
      slot,
      mailboxes.map(({ id }) => id),
    ])
  }
}

/** A mailbox with a parsed message of 40 kB that does not compress. */
async function createFull(options?: Parameters<typeof createTestMailbox>[1]) {
  const mailbox = await createTestMailbox(ctx, options)
  const deliverer = createDeliverer(ctx)
  const text = randomBytes(20_000).toString('hex')
  const arrival = createTestArrival({ to: [mailbox.address] })
  const [outcome] = await deliverer.deliver({ ...arrival, raw: Buffer.from(text) })
  await deliverer.close()
  if (outcome?.result !== 'stored') throw new Error('not stored')
  await parseTestMessage(ctx, outcome, { text })
  return { ...mailbox, messageId: outcome.id, text }
}

async function read({ viewer, address, messageId }: Awaited<ReturnType<typeof createFull>>): Promise<string[]> {
  const raw = await collect((await openMessage(ctx, viewer, address, messageId)).read())
  return [raw.toString(), (await getMessage(ctx, viewer, address, messageId)).body_text ?? '']
}

async function endLongAgo({ id }: TestMailbox): Promise<void> {
  await ctx.db.pool.query(
    `UPDATE mailboxes SET is_active = false, expires_at = now() - interval '25 hours', ended_at = now() - interval '25 hours'
     WHERE id = $1`,
    [id],
  )
}

test('nothing is placed in the slot that is emptied next, and nothing that is due within two days is emptied before', async () => {
  const { rows } = await ctx.db.pool.query(
    `WITH due AS (SELECT now() + n * interval '13 minutes' AS at FROM generate_series(-50, 2000) n),
     placed AS (SELECT at, ${slotFor('at')} AS slot FROM due),
     ends AS (SELECT slot, date_bin('12 hours', now(), 'epoch') + (n + 1) * interval '12 hours' AS at
              FROM generate_series(0, 5) n, LATERAL (SELECT ${slotFor("now() + n * interval '12 hours'")} AS slot))
     SELECT placed.at FROM placed LEFT JOIN (SELECT slot, max(at) AS at FROM ends GROUP BY slot) e USING (slot)
     WHERE slot IS NOT DISTINCT FROM ${CLOSED_SLOT}
       OR (placed.at <= now() + interval '48 hours' AND (e.at IS NULL OR e.at < placed.at))`,
  )
  expect(rows).toEqual([])
})

test('an emptied slot gives its disk back, and what is still there is read as before, from another slot', async () => {
  const slot = await findUnusedSlot()
  const [gone, extended] = [await createFull(), await createFull()]
  await putInto(slot, [gone, extended])
  await ctx.db.pool.query('DELETE FROM mailboxes WHERE id = $1', [gone.id])
  expect(await bytesOf(slot)).toBeGreaterThan(160_000)
  expect(await emptySlot(ctx, { slot, afterSeconds })).toBe(true)
  expect(await bytesOf(slot)).toBe(0)
  expect(await countBulk(gone.id)).toBe(0)
  expect(await read(extended)).toEqual([extended.text, extended.text])
})

test('ten processes at once empty one slot; readers see every message whole, and parsing goes on', async () => {
  const slot = await findUnusedSlot()
  const mailboxes = await Promise.all(Array.from({ length: 8 }, () => createFull()))
  const waiting = await Promise.all(mailboxes.map((mailbox) => storeTestMessage(ctx, mailbox, { isParsed: false })))
  await putInto(slot, mailboxes)
  let isDone = false
  const reading = (async () => {
    const seen: string[][] = []
    while (!isDone) for (const mailbox of mailboxes) seen.push([mailbox.text, ...(await read(mailbox))])
    return seen
  })()
  const emptying = Promise.all(Array.from({ length: 10 }, () => emptySlot(ctx, { slot, afterSeconds })))
  emptying.catch(() => {})
  const contents = encodeContents(emptyContents('nothing in it'))
  while (
    await ask(`EXISTS (SELECT FROM unparsed_messages WHERE message_id = ANY ($1))`, [waiting.map(({ id }) => id)])
  ) {
    for (const message of waiting) await writeContents(ctx.db.pool, [{ message, contents }])
  }
  await emptying
  while ((await bytesOf(slot)) > 0) await emptySlot(ctx, { slot, afterSeconds })
  isDone = true
  const seen = await reading
  expect(seen.length).toBeGreaterThan(0)
  expect(seen.filter(([text, ...read]) => read.some((part) => part !== text))).toEqual([])
  for (const { id } of mailboxes) expect(await countBulk(id)).toBe(4)
})

test('a reader who does not let go keeps his slot from being emptied, and holds up no delivery', async () => {
  const slot = await findUnusedSlot()
  const mailbox = await createFull()
  const other = await createTestMailbox(ctx)
  await putInto(slot, [mailbox])
  const reader = await ctx.db.pool.connect()
  try {
    await reader.query('BEGIN')
    await reader.query('SELECT FROM message_sources LIMIT 1')
    const emptied = emptySlot(ctx, { slot, afterSeconds })
    for (let n = 1; n <= 20; n++) expect((await storeTestMessage(ctx, other)).seq).toBe(n)
    expect(await emptied).toBe(false)
  } finally {
    await reader.query('ROLLBACK')
    reader.release()
  }
  expect(await read(mailbox)).toEqual([mailbox.text, mailbox.text])
})

test('a message that somebody holds keeps its slot from being emptied', async () => {
  const slot = await findUnusedSlot()
  const mailbox = await createFull()
  await putInto(slot, [mailbox])
  const holder = await ctx.db.pool.connect()
  await holder.query('BEGIN')
  await holder.query('SELECT FROM messages WHERE id = $1 FOR KEY SHARE', [mailbox.messageId])
  expect(await emptySlot(ctx, { slot, afterSeconds })).toBe(false)
  await holder.query('ROLLBACK')
  holder.release()
  expect(await emptySlot(ctx, { slot, afterSeconds })).toBe(true)
  expect(await read(mailbox)).toEqual([mailbox.text, mailbox.text])
})

test('bytes and contents of a deleted message are deleted with it', async () => {
  const mailbox = await createFull()
  expect(await countBulk(mailbox.id)).toBe(2)
  await deleteMessage(ctx, mailbox.viewer, mailbox.address, mailbox.messageId)
  expect(await countBulk(mailbox.id)).toBe(0)
})

test('the purge leaves bulk only in a slot that is emptied within hours', async () => {
  const [late, soon] = [await createFull(), await createFull()]
  const slots = await ask<[number, number]>(
    `SELECT ARRAY[${slotFor("now() + interval '40 hours'")}, ${slotFor('now()')}]`,
  )
  await putInto(slots[0], [late])
  await putInto(slots[1], [soon])
  await Promise.all([late, soon].map(endLongAgo))
  expect((await purge(ctx)).mailboxes).toBe(2)
  expect(await countBulk(late.id)).toBe(0)
  expect(
    await ask(`SELECT bool_and(${isEmptiedSoon('slot')}) FROM message_sources WHERE mailbox_id = $1`, [soon.id]),
  ).toBe(true)
})
