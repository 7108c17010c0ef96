import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Context } from '@/lib/context'
import { deleteMailbox, extendMailbox } from '@/lib/mailboxes/mailboxes'
import { deleteMessage, markMessage } from '@/lib/messages/messages'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import { createTestMailbox, type TestMailbox } from '@/lib/testing/factories'
import { parseTestMessage, storeTestMessage } from '@/lib/testing/messages'
import type { EventBus } from './bus'
import { follow, type MailboxEvent } from './follow'
import { getWatch } from './watch'

const PATIENT = { timeout: 10_000, interval: 5 }
const DEAF: EventBus = {
  publish() {},
  subscribe: () => () => {},
  ready: async () => {},
  isConnected: () => false,
  close: async () => {},
}

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

/** Follows in the background; resolves once `ready` came. */
async function start(afterSeq: number | null = null, { context = ctx as Context, mailbox = inbox } = {}) {
  const events: MailboxEvent[] = []
  const stop = new AbortController()
  const run = async () => {
    for await (const event of follow(context, mailbox.viewer, mailbox.address, { afterSeq, signal: stop.signal })) {
      events.push(event)
    }
  }
  const ended = run()
  const types = () => events.map(({ type }) => type)
  const until = (expected: MailboxEvent['type'][]) => vi.waitFor(() => expect(types()).toEqual(expected), PATIENT)
  await Promise.race([vi.waitFor(() => expect(events.length).toBeGreaterThan(0), PATIENT), ended])
  return { events, types, until, ended, stop: () => stop.abort(), seqs: () => seqsOf(events) }
}

const seqsOf = (events: MailboxEvent[]) =>
  events.flatMap((event) => (event.type === 'new_message' ? [event.message.seq] : []))
const oneTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

/** Sets the end to so many milliseconds from now, past the operations: nobody is told. */
const endIn = (ms: number) =>
  ctx.db.pool.query("UPDATE mailboxes SET expires_at = now() + $2 * interval '1 ms' WHERE id = $1", [inbox.id, ms])

describe('messages', () => {
  test('ready comes first, nothing old is replayed, what comes is told with its summary', async () => {
    await storeTestMessage(ctx, inbox)
    const follower = await start()
    await storeTestMessage(ctx, inbox, { subject: 'News', otp: '123456' })
    await follower.until(['ready', 'new_message'])
    expect(follower.events).toMatchObject([
      { mailbox: { address: inbox.address, last_seq: 1, message_count: 1, is_active: true } },
      { message: { seq: 2, subject: 'News', otp: '123456', preview: 'Hello' } },
    ])
    follower.stop()
    await follower.ended
  })

  test('every message is told exactly once and in order, from any cursor, while mail keeps coming', async () => {
    await Promise.all(oneTo(450).map(() => storeTestMessage(ctx, inbox)))
    const arriving = (async () => {
      for (const _ of oneTo(100)) await storeTestMessage(ctx, inbox)
    })()
    const followers = await Promise.all([start(0), start(123), start(449), start(2_147_483_647)])
    await arriving
    const [all, some, last, ahead] = followers
    await vi.waitFor(() => expect(all?.seqs().at(-1)).toBe(550), PATIENT)
    await vi.waitFor(
      () => expect([some, last, ahead].map((one) => one?.seqs().at(-1))).toEqual([550, 550, 550]),
      PATIENT,
    )
    expect(all?.seqs()).toEqual(oneTo(550))
    expect(some?.seqs()).toEqual(oneTo(550).slice(123))
    expect(last?.seqs()).toEqual(oneTo(550).slice(449))
    expect(ahead?.seqs()).toEqual(oneTo(550).slice(-(ahead?.seqs().length ?? 0)))
    for (const follower of followers) follower.stop()
  })

  test('a message that was deleted is passed over, its number stays unused', async () => {
    const [first] = [await storeTestMessage(ctx, inbox), await storeTestMessage(ctx, inbox)]
    await deleteMessage(ctx, inbox.viewer, inbox.address, first.id)
    const follower = await start(0)
    await storeTestMessage(ctx, inbox)
    await vi.waitFor(() => expect(follower.seqs()).toEqual([2, 3]), PATIENT)
    follower.stop()
  })

  test('is never told before its text exists, nor before those in front of it, but 2 s after it came at the latest', async () => {
    const follower = await start()
    const slow = await storeTestMessage(ctx, inbox, { isParsed: false })
    const storedAt = performance.now()
    await storeTestMessage(ctx, inbox)
    await follower.until(['ready', 'new_message', 'new_message'])
    expect(performance.now() - storedAt).toBeGreaterThan(1_900)
    expect(performance.now() - storedAt).toBeLessThan(4_000)
    expect(follower.seqs()).toEqual([1, 2])
    expect(follower.events[1]).toMatchObject({ message: { preview: '' } })
    await parseTestMessage(ctx, slow, { text: 'At last' })
    await vi.waitFor(
      () =>
        expect(follower.events[3]).toMatchObject({ type: 'message_updated', message: { seq: 1, preview: 'At last' } }),
      PATIENT,
    )
    follower.stop()
  })

  test('a message that was being parsed at ready is told when it can be read', async () => {
    const message = await storeTestMessage(ctx, inbox, { isParsed: false })
    const follower = await start()
    expect(follower.types()).toEqual(['ready'])
    await parseTestMessage(ctx, message)
    await follower.until(['ready', 'new_message'])
    follower.stop()
  })

  test('without a working bus everything arrives, at most five seconds late', async () => {
    const deaf = { ...ctx, bus: { ...DEAF } }
    const follower = await start(null, { context: deaf })
    const { id } = await storeTestMessage(ctx, inbox)
    await storeTestMessage(ctx, inbox)
    const storedAt = performance.now()
    await follower.until(['ready', 'new_message', 'new_message'])
    expect(performance.now() - storedAt).toBeLessThan(7_000)
    await markMessage(ctx, inbox.viewer, inbox.address, { id, isRead: true })
    await vi.waitFor(
      () => expect(follower.events.at(-1)).toMatchObject({ type: 'mailbox_updated', mailbox: { unread_count: 1 } }),
      PATIENT,
    )
    follower.stop()
  })
})

describe('changes', () => {
  test('marking and deleting are told, for messages that were told', async () => {
    const { id } = await storeTestMessage(ctx, inbox)
    const follower = await start()
    await markMessage(ctx, inbox.viewer, inbox.address, { id, isRead: true })
    await follower.until(['ready', 'message_updated'])
    await deleteMessage(ctx, inbox.viewer, inbox.address, id)
    await follower.until(['ready', 'message_updated', 'message_deleted'])
    expect(follower.events.slice(1)).toMatchObject([{ message: { id, is_read: true } }, { id, seq: 1 }])
    follower.stop()
  })

  test('hints about messages that were not told yet are left out', async () => {
    const follower = await start()
    const { id, seq } = await storeTestMessage(ctx, inbox, { isParsed: false })
    ctx.bus.publish({ type: 'message_updated', mailboxId: inbox.id, id })
    ctx.bus.publish({ type: 'message_deleted', mailboxId: inbox.id, id, seq: seq + 5 })
    ctx.bus.publish({ type: 'message_updated', mailboxId: inbox.id, id: inbox.id })
    await parseTestMessage(ctx, { id, seq, mailboxId: inbox.id })
    await follower.until(['ready', 'new_message'])
    follower.stop()
  })

  test('a new expires_at is told', async () => {
    const follower = await start()
    await extendMailbox(ctx, inbox.viewer, inbox.address, { ttlMinutes: 7 })
    await follower.until(['ready', 'mailbox_updated'])
    expect(follower.events[1]).toMatchObject({ mailbox: { ttl_minutes: 7 } })
    follower.stop()
  })
})

describe('the end', () => {
  test('comes within a second of expires_at and never before it, and is the last event', async () => {
    await endIn(600)
    const follower = await start()
    await follower.ended
    const { rows } = await ctx.db.pool.query(
      'SELECT extract(epoch FROM clock_timestamp() - expires_at)::float8 AS late FROM mailboxes WHERE id = $1',
      [inbox.id],
    )
    expect(rows[0].late).toBeGreaterThanOrEqual(0)
    expect(rows[0].late).toBeLessThan(1)
    expect(follower.types()).toEqual(['ready', 'mailbox_expired'])
    expect(follower.events[1]).toMatchObject({ mailbox: { address: inbox.address, is_active: false } })
    await expect(start()).rejects.toMatchObject({ code: 'mailbox_expired' })
  })

  test('is put off when the mailbox was extended, even if nobody heard of it', async () => {
    await endIn(300)
    const follower = await start()
    await endIn(3_600_000)
    await follower.until(['ready', 'mailbox_updated'])
    follower.stop()
  })

  test('of a deleted mailbox is told at once', async () => {
    const follower = await start()
    await deleteMailbox(ctx, inbox.viewer, inbox.address)
    await follower.ended
    expect(follower.types()).toEqual(['ready', 'mailbox_deleted'])
    await expect(start()).rejects.toMatchObject({ code: 'mailbox_deleted' })
  })

  test('of a purged mailbox is told as well', async () => {
    const follower = await start()
    await ctx.db.pool.query('DELETE FROM mailboxes WHERE id = $1', [inbox.id])
    ctx.bus.publish({ type: 'mailbox', mailboxId: inbox.id })
    await follower.ended
    expect(follower.types()).toEqual(['ready', 'mailbox_deleted'])
  })

  test("a stranger's or a missing mailbox is not there", async () => {
    const stranger = await createTestMailbox(ctx)
    await expect(start(null, { mailbox: { ...inbox, viewer: stranger.viewer } })).rejects.toMatchObject({
      code: 'mailbox_not_found',
    })
  })
})

describe('cost', () => {
  test('however many follow a mailbox, its news is read once', async () => {
    const followers = await Promise.all(oneTo(100).map(() => start()))
    const query = vi.spyOn(ctx.db.pool, 'query')
    await storeTestMessage(ctx, inbox)
    await Promise.all(followers.map(({ until }) => until(['ready', 'new_message'])))
    const reads = query.mock.calls.filter(([config]) => JSON.stringify(config).includes('list_messages_after'))
    query.mockRestore()
    expect(reads).toHaveLength(1)
    for (const follower of followers) follower.stop()
    await Promise.all(followers.map(({ ended }) => ended))
  })

  test('an aborted follower ends at once and leaves nothing behind', async () => {
    await vi.waitFor(() => expect(getWatch(ctx).size()).toBe(0), PATIENT)
    const follower = await start()
    expect(getWatch(ctx).size()).toBe(1)
    follower.stop()
    await follower.ended
    expect(getWatch(ctx).size()).toBe(0)
  })

  test('who falls a thousand events behind is let go, and resumes where he was', async () => {
    await ctx.db.pool.query("UPDATE plans SET max_messages_per_mailbox = 5000 WHERE id = 'anonymous'")
    const stop = new AbortController()
    const events = follow(ctx, inbox.viewer, inbox.address, { afterSeq: null, signal: stop.signal })
    await events.next()
    const other = await start()
    await Promise.all(oneTo(1_005).map(() => storeTestMessage(ctx, inbox)))
    await vi.waitFor(() => expect(other.seqs()).toHaveLength(1_005), PATIENT)
    expect((await events.next()).done).toBe(true)
    const resumed = await start(2)
    await vi.waitFor(() => expect(resumed.seqs()).toEqual(oneTo(1_005).slice(2)), PATIENT)
    resumed.stop()
    other.stop()
  })
})
