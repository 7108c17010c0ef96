import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listDeliveries } from '@/lib/mailboxes/deliveries'
import { deleteMailbox, getMailbox } from '@/lib/mailboxes/mailboxes'
import { createTestArrival } from '@/lib/testing/arrivals'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import { createTestMailbox, type TestMailbox } from '@/lib/testing/factories'
import { createDeliverer } from './deliver'
import { deleteMessage, getMessage, listMessages, markMessage } from './messages'
import { collect, openMessage } from './raw'
import { listMessagesAfter } from './summaries'

let ctx: TestContext
let inbox: TestMailbox
beforeAll(async () => {
  ctx = await createTestContext()
})
beforeEach(async () => {
  inbox = await createTestMailbox(ctx)
})
afterAll(() => ctx.dispose())

/** Stores `count` messages and returns their ids; they count as parsed unless told otherwise. */
async function store(count: number, { isParsed = true } = {}): Promise<string[]> {
  const deliverer = createDeliverer(ctx)
  const outcomes = await Promise.all(
    Array.from({ length: count }, (_, n) =>
      deliverer.deliver(createTestArrival({ to: [inbox.address], subject: `Message ${n + 1}` })),
    ),
  )
  if (isParsed) await ctx.db.pool.query('DELETE FROM unparsed_messages WHERE mailbox_id = $1', [inbox.id])
  return outcomes.flat().flatMap((outcome) => (outcome.result === 'stored' ? [outcome.id] : []))
}

const seqs = async (input = {}) =>
  (await listMessages(ctx, inbox.viewer, inbox.address, { limit: 100, ...input })).map(({ seq }) => seq)

const atOnce = (count: number, step: (index: number) => Promise<unknown>) =>
  Promise.allSettled(Array.from({ length: count }, (_, index) => step(index)))

describe('what may be read', () => {
  test('lists go newest first and stop at both ends', async () => {
    await store(6)
    expect(await seqs()).toEqual([6, 5, 4, 3, 2, 1])
    expect(await seqs({ beforeSeq: 5, afterSeq: 2 })).toEqual([4, 3])
    expect((await listMessagesAfter(ctx, inbox.id, 4, 10)).map(({ seq }) => seq)).toEqual([5, 6])
  })

  test('a message waits for its text, and those behind it for their turn, for two seconds and no longer', async () => {
    const ids = await store(3, { isParsed: false })
    await ctx.db.pool.query('DELETE FROM unparsed_messages WHERE mailbox_id = $1 AND seq <> 2', [inbox.id])
    expect(await seqs()).toEqual([1])
    await expect(getMessage(ctx, inbox.viewer, inbox.address, ids[2] ?? '')).rejects.toMatchObject({
      code: 'message_not_found',
    })
    const age = (by: string) =>
      ctx.db.pool.query('UPDATE unparsed_messages SET stored_at = now() - $2::interval WHERE mailbox_id = $1', [
        inbox.id,
        by,
      ])
    await age('1.9 seconds')
    expect(await seqs()).toEqual([1])
    await age('2 seconds')
    expect(await seqs()).toEqual([3, 2, 1])
    expect(await getMessage(ctx, inbox.viewer, inbox.address, ids[1] ?? '')).toMatchObject({ seq: 2, preview: '' })
  })

  test('nothing is read from a mailbox past its end, although no worker ran', async () => {
    const [id = ''] = await store(1)
    await ctx.db.pool.query('UPDATE mailboxes SET expires_at = now() WHERE id = $1', [inbox.id])
    const gone = { code: 'mailbox_expired' }
    await expect(seqs()).rejects.toMatchObject(gone)
    await expect(getMessage(ctx, inbox.viewer, inbox.address, id)).rejects.toMatchObject(gone)
    await expect(openMessage(ctx, inbox.viewer, inbox.address, id)).rejects.toMatchObject(gone)
    await expect(markMessage(ctx, inbox.viewer, inbox.address, { id, isRead: true })).rejects.toMatchObject(gone)
    await expect(deleteMessage(ctx, inbox.viewer, inbox.address, id)).rejects.toMatchObject(gone)
    expect(await listMessagesAfter(ctx, inbox.id, 0, 10)).toEqual([])
  })

  test('a message of one mailbox is not found through another of the same owner', async () => {
    const [id = ''] = await store(1)
    const other = await createTestMailbox(ctx)
    await ctx.db.pool.query('UPDATE mailboxes SET session_token_hash = $2 WHERE id = $1', [
      other.id,
      inbox.viewer.sessionTokenHash,
    ])
    await expect(getMessage(ctx, inbox.viewer, other.address, id)).rejects.toMatchObject({ code: 'message_not_found' })
    await expect(deleteMessage(ctx, inbox.viewer, other.address, id)).rejects.toMatchObject({
      code: 'message_not_found',
    })
  })

  test('raw is what came, behind one Received field that no client can break out of', async () => {
    const arrival = createTestArrival({ to: [inbox.address] })
    const deliverer = createDeliverer(ctx)
    const [outcome] = await deliverer.deliver({ ...arrival, clientName: 'evil\r\nBcc: all@example.org\r\n' })
    await ctx.db.pool.query('DELETE FROM unparsed_messages')
    const id = outcome?.result === 'stored' ? outcome.id : ''
    const message = await openMessage(ctx, inbox.viewer, inbox.address, id)
    expect((await collect(message.read())).equals(arrival.raw)).toBe(true)
    expect(message.received).toMatch(/^Received: from evilBcc: all@example\.org \(\[192\.0\.2\.1\]\)\r\n( .*\r\n){2}$/)
  })

  test.each([2_097_151, 2_097_152, 2_097_153])('a message of %i bytes comes back whole', async (size) => {
    const raw = Buffer.concat([Buffer.from('Subject: large\r\n\r\n'), randomBytes(size)], size)
    const arrival = createTestArrival({ to: [inbox.address] })
    const [outcome] = await createDeliverer(ctx).deliver({ ...arrival, raw })
    await ctx.db.pool.query('DELETE FROM unparsed_messages')
    const id = outcome?.result === 'stored' ? outcome.id : ''
    const message = await openMessage(ctx, inbox.viewer, inbox.address, id)
    expect((await collect(message.read())).equals(raw)).toBe(true)
    expect((await collect(message.read(7, size - 8))).equals(raw.subarray(7, size - 1))).toBe(true)
    const reading = message.read()
    await reading.next()
    await deleteMailbox(ctx, inbox.viewer, inbox.address)
    await expect(reading.next()).rejects.toMatchObject({ code: 'mailbox_deleted' })
  })
})

test('deleting a message never waits for whoever is parsing it', async () => {
  const [id = ''] = await store(1, { isParsed: false })
  const parser = await ctx.db.pool.connect()
  await parser.query('BEGIN')
  await parser.query('SELECT FROM unparsed_messages WHERE mailbox_id = $1 FOR UPDATE', [inbox.id])
  await deleteMessage(ctx, inbox.viewer, inbox.address, id)
  await parser.query('COMMIT')
  parser.release()
  expect((await getMailbox(ctx, inbox.viewer, inbox.address)).body.message_count).toBe(0)
})

describe('counters under twenty writers at once', () => {
  const counters = async () => (await getMailbox(ctx, inbox.viewer, inbox.address)).body

  test('marking the same message counts it once', async () => {
    const [id = ''] = await store(1)
    await atOnce(20, () => markMessage(ctx, inbox.viewer, inbox.address, { id, isRead: true }))
    expect(await counters()).toMatchObject({ message_count: 1, unread_count: 0 })
    await atOnce(20, () => markMessage(ctx, inbox.viewer, inbox.address, { id, isRead: false }))
    expect(await counters()).toMatchObject({ message_count: 1, unread_count: 1 })
  })

  test('deleting one message twenty times succeeds once and keeps its seq and its delivery', async () => {
    const [id = ''] = await store(2)
    const results = await atOnce(20, () => deleteMessage(ctx, inbox.viewer, inbox.address, id))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await counters()).toMatchObject({ message_count: 1, unread_count: 1, last_seq: 2 })
    expect(await seqs()).toEqual([2])
    const attempts = await listDeliveries(ctx, inbox.viewer, inbox.address, { limit: 10 })
    expect(attempts).toHaveLength(2)
    expect(attempts.map(({ body }) => body.message_id)).toContain(id)
  })

  test('deliveries, marks and deletes together leave what a count says', async () => {
    const ids = await store(10)
    await Promise.all([
      store(10),
      atOnce(10, (n) => markMessage(ctx, inbox.viewer, inbox.address, { id: ids[n] ?? '', isRead: true })),
      atOnce(10, (n) => deleteMessage(ctx, inbox.viewer, inbox.address, ids[n] ?? '')),
    ])
    expect(await counters()).toMatchObject({ message_count: 10, unread_count: 10, last_seq: 20 })
  })
})

test('the delivery log pages through attempts of the same millisecond without gap or repeat', async () => {
  await store(3)
  await ctx.db.pool.query(
    `INSERT INTO deliveries (mailbox_id, at, result, smtp_code, reason, client_name, duration_ms)
     SELECT $1, (SELECT max(received_at) FROM messages WHERE mailbox_id = $1), 'refused', 552, 'message_too_large', 'c', 1
     FROM generate_series(1, 4)`,
    [inbox.id],
  )
  const keys: string[] = []
  let before: { at: Date; key: string } | undefined
  for (;;) {
    const page = await listDeliveries(ctx, inbox.viewer, inbox.address, { limit: 2, before })
    keys.push(...page.map(({ key }) => key))
    before = page.at(-1)
    if (!before) break
  }
  expect(keys).toHaveLength(7)
  expect(new Set(keys).size).toBe(7)
})

test('a deleted mailbox shows nothing of what it had', async () => {
  const [id = ''] = await store(1)
  await deleteMailbox(ctx, inbox.viewer, inbox.address)
  await expect(getMessage(ctx, inbox.viewer, inbox.address, id)).rejects.toMatchObject({ code: 'mailbox_deleted' })
  await expect(listDeliveries(ctx, inbox.viewer, inbox.address, { limit: 1 })).rejects.toMatchObject({
    code: 'mailbox_deleted',
  })
})
