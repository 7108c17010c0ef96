import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { getWatch } from '@/lib/events/watch'
import { deleteMailbox } from '@/lib/mailboxes/mailboxes'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import { createTestMailbox, type TestMailbox } from '@/lib/testing/factories'
import { parseTestMessage, storeTestMessage } from '@/lib/testing/messages'
import { deleteMessage } from './messages'
import { waitForMessage } from './wait'

let ctx: TestContext
let inbox: TestMailbox
beforeAll(async () => {
  ctx = await createTestContext()
  await ctx.bus.ready()
})
beforeEach(async () => {
  inbox = await createTestMailbox(ctx)
})
afterAll(() => ctx.dispose())

type Input = Partial<Parameters<typeof waitForMessage>[3]>

const wait = (input: Input = {}, signal = new AbortController().signal) =>
  waitForMessage(ctx, inbox.viewer, inbox.address, { timeoutMs: 10_000, afterSeq: 0, for: 'message', ...input }, signal)

/** Resolves once so many wait for news of the inbox. */
const untilWaiting = () => vi.waitFor(() => expect(getWatch(ctx).size()).toBe(1), { timeout: 5_000, interval: 1 })

describe('a match', () => {
  test('that is there already is answered at once: the oldest after the cursor, whole', async () => {
    for (const subject of ['One', 'Two', 'Three']) await storeTestMessage(ctx, inbox, { subject, text: 'Body' })
    expect(await wait({ timeoutMs: 0 })).toMatchObject({
      status: 'matched',
      cursor: 1,
      message: { seq: 1, subject: 'One', body_text: 'Body', headers: [] },
    })
    expect(await wait({ afterSeq: 1 })).toMatchObject({ cursor: 2, message: { subject: 'Two' } })
  })

  test('that comes later is answered within 100 ms of its 250', async () => {
    const latenciesMs: number[] = []
    // a busy machine may be late now and then, a waiter that polls always is
    for (let afterSeq = 0; afterSeq < 7; afterSeq++) {
      const waiting = wait({ afterSeq })
      await untilWaiting()
      await storeTestMessage(ctx, inbox)
      const storedAt = performance.now()
      expect(await waiting).toMatchObject({ status: 'matched', cursor: afterSeq + 1 })
      latenciesMs.push(performance.now() - storedAt)
    }
    expect(latenciesMs.sort((a, b) => a - b)[3]).toBeLessThan(100)
  })

  test('satisfies every filter, and what arrives in between does not end the waiting', async () => {
    const waiting = wait({ from: 'SHOP', subject: 'your ord', q: 'conf', unread: true, since: new Date(0), for: 'otp' })
    await untilWaiting()
    await storeTestMessage(ctx, inbox, { subject: 'Your order', from: 'news@shop.example', text: 'confirmed' })
    await storeTestMessage(ctx, inbox, { subject: 'Your order', from: 'a@example.com', text: 'confirmed', otp: '1111' })
    await storeTestMessage(ctx, inbox, {
      subject: 'About YOUR Order',
      from: 'news@shop.example',
      text: 'confirmed',
      otp: '2222',
    })
    expect(await waiting).toMatchObject({ status: 'matched', cursor: 3, message: { otp: '2222' } })
  })

  test('is found for many waiters at once, each by its own filters', async () => {
    const waiters = Array.from({ length: 50 }, (_, n) => wait({ subject: `number ${n}.` }))
    await untilWaiting()
    await Promise.all(waiters.map((_, n) => storeTestMessage(ctx, inbox, { subject: `number ${n}.` })))
    const answers = await Promise.all(waiters)
    expect(answers.map(({ message }) => message?.subject)).toEqual(waiters.map((_, n) => `number ${n}.`))
  })

  test('is not missed when its contents come late: told without them after 2 s, it still brings its code', async () => {
    const waiting = wait({ for: 'otp' })
    await untilWaiting()
    const slow = await storeTestMessage(ctx, inbox, { isParsed: false })
    await ctx.db.pool.query("UPDATE unparsed_messages SET stored_at = now() - interval '3 s' WHERE mailbox_id = $1", [
      inbox.id,
    ])
    await storeTestMessage(ctx, inbox)
    await parseTestMessage(ctx, slow, { otp: '777777' })
    expect(await waiting).toMatchObject({ cursor: 1, message: { otp: '777777' } })
  })

  test('for a link needs a verification link', async () => {
    await storeTestMessage(ctx, inbox)
    await storeTestMessage(ctx, inbox, { link: 'https://example.com/verify' })
    expect(await wait({ for: 'link' })).toMatchObject({ cursor: 2 })
  })
})

describe('a timeout', () => {
  test('says what did arrive after the cursor and the first filter each failed', async () => {
    await storeTestMessage(ctx, inbox)
    const ids = []
    for (const options of [
      { from: 'other@example.com', subject: 'Other' },
      { from: 'me@shop.example', subject: 'Other' },
      { from: 'me@shop.example', subject: 'Code' },
    ]) {
      ids.push((await storeTestMessage(ctx, inbox, options)).id)
    }
    const answer = await wait({ timeoutMs: 0, afterSeq: 1, from: 'shop', subject: 'code', for: 'otp' })
    expect(answer).toEqual({
      status: 'timeout',
      cursor: 4,
      message: null,
      near_misses: [
        { id: ids[0], seq: 2, why: 'from' },
        { id: ids[1], seq: 3, why: 'subject' },
        { id: ids[2], seq: 4, why: 'for' },
      ],
      refused: [],
    })
    expect(await wait({ timeoutMs: 0, afterSeq: 4 })).toMatchObject({ cursor: 4, near_misses: [] })
  })

  test('comes when the time is over, with the newest hundred near misses in order', async () => {
    await Promise.all(Array.from({ length: 120 }, () => storeTestMessage(ctx, inbox)))
    const startedAt = performance.now()
    const answer = await wait({ timeoutMs: 300, subject: 'nothing like it' })
    expect(performance.now() - startedAt).toBeGreaterThan(295)
    expect(performance.now() - startedAt).toBeLessThan(1_000)
    if (answer.status !== 'timeout') throw new Error('matched')
    expect(answer.cursor).toBe(120)
    expect(answer.near_misses.map(({ seq }) => seq)).toEqual(Array.from({ length: 100 }, (_, n) => n + 21))
  })

  test('says what was refused meanwhile, and nothing from before', async () => {
    const refuse = (reason: string) =>
      ctx.db.pool.query(
        `INSERT INTO deliveries (mailbox_id, at, result, smtp_code, reason, from_domain, client_name, duration_ms)
         VALUES ($1, clock_timestamp(), 'refused', 552, $2, 'example.com', 'client', 3)`,
        [inbox.id, reason],
      )
    await refuse('before')
    const waiting = wait({ timeoutMs: 1_000 })
    await untilWaiting()
    await refuse('too large')
    const answer = await waiting
    if (answer.status !== 'timeout') throw new Error('matched')
    expect(answer.refused).toMatchObject([{ result: 'refused', smtp_code: 552, reason: 'too large', message_id: null }])
  })

  test('does not count what cannot be read yet: the next call with its cursor finds it', async () => {
    const message = await storeTestMessage(ctx, inbox, { isParsed: false })
    const first = await wait({ timeoutMs: 0 })
    expect(first).toMatchObject({ status: 'timeout', cursor: 0 })
    await parseTestMessage(ctx, message)
    expect(await wait({ timeoutMs: 0, afterSeq: first.cursor })).toMatchObject({ status: 'matched', cursor: 1 })
  })

  test('moves the cursor past deleted messages, and never back', async () => {
    const { id } = await storeTestMessage(ctx, inbox)
    await deleteMessage(ctx, inbox.viewer, inbox.address, id)
    expect(await wait({ timeoutMs: 0 })).toMatchObject({ status: 'timeout', cursor: 1 })
    expect(await wait({ timeoutMs: 0, afterSeq: 2_147_483_647 })).toMatchObject({ cursor: 2_147_483_647 })
  })
})

describe('the end', () => {
  test('of the mailbox ends the waiting at once with its 404', async () => {
    const waiting = wait()
    await untilWaiting()
    await Promise.all([
      expect(waiting).rejects.toMatchObject({ code: 'mailbox_deleted', status: 404 }),
      deleteMailbox(ctx, inbox.viewer, inbox.address),
    ])
    await expect(wait()).rejects.toMatchObject({ code: 'mailbox_deleted' })
  })

  test('by expiry does the same, at the instant', async () => {
    await ctx.db.pool.query("UPDATE mailboxes SET expires_at = now() + interval '400 ms' WHERE id = $1", [inbox.id])
    await expect(wait()).rejects.toMatchObject({ code: 'mailbox_expired' })
    const { rows } = await ctx.db.pool.query(
      'SELECT extract(epoch FROM clock_timestamp() - expires_at)::float8 AS late FROM mailboxes WHERE id = $1',
      [inbox.id],
    )
    expect(rows[0].late).toBeGreaterThanOrEqual(0)
    expect(rows[0].late).toBeLessThan(1)
  })

  test('of the client stops the waiting and leaves nothing behind', async () => {
    const client = new AbortController()
    const waiting = wait({}, client.signal)
    await untilWaiting()
    client.abort()
    await waiting
    expect(getWatch(ctx).size()).toBe(0)
  })
})
