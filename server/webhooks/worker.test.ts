import { setTimeout } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Viewer } from '@/lib/accounts/viewer'
import { expireMailboxes } from '@/lib/mailboxes/expire'
import { deleteMailbox, extendMailbox } from '@/lib/mailboxes/mailboxes'
import { purge } from '@/lib/mailboxes/purge'
import { deleteMessage, markMessage } from '@/lib/messages/messages'
import { createOwnedMailbox, createTestUser } from '@/lib/testing/accounts'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import type { TestMailbox } from '@/lib/testing/factories'
import { parseTestMessage, storeTestMessage } from '@/lib/testing/messages'
import { createReceiver, type Receiver, verify } from '@/lib/testing/receiver'
import { listWebhookDeliveries, redeliver } from '@/lib/webhooks/log'
import type { CreatedWebhookBody, WebhookEventType } from '@/lib/webhooks/schema'
import { createWebhook, listWebhooks, updateWebhook } from '@/lib/webhooks/webhooks'
import { runWebhookWorker } from './worker'

let ctx: TestContext
let viewer: Viewer
let inbox: TestMailbox
let receiver: Receiver
let stop: () => Promise<void>
let failures: number[]
beforeAll(async () => {
  ctx = await createTestContext({ WEBHOOK_ALLOW_PRIVATE: 'on', PURGE_AFTER_HOURS: '0' })
})
beforeEach(async () => {
  viewer = await createTestUser(ctx)
  inbox = await createOwnedMailbox(ctx, viewer)
  receiver = await createReceiver()
  failures = []
  stop = await startWorker()
})
afterEach(async () => {
  await stop()
  await receiver.close()
  await ctx.db.pool.query('TRUNCATE users CASCADE')
})
afterAll(() => ctx.dispose())

/** Backs off by milliseconds, and remembers after how many failures. */
async function startWorker(): Promise<() => Promise<void>> {
  const aborter = new AbortController()
  const backoff = (count: number) => {
    failures.push(count)
    return 20
  }
  let running = Promise.resolve()
  await new Promise<void>((onReady) => {
    running = runWebhookWorker(ctx, aborter.signal, { backoff, pollMs: 20, onReady })
  })
  return () => {
    aborter.abort()
    return running
  }
}

const ALL: WebhookEventType[] = [
  'new_message',
  'message_updated',
  'message_deleted',
  'mailbox_updated',
  'mailbox_expired',
  'mailbox_deleted',
]

const hook = (fields: Partial<Parameters<typeof createWebhook>[2]> = {}): Promise<CreatedWebhookBody> =>
  createWebhook(ctx, viewer, { url: receiver.url, events: ALL, mailbox: null, isEnabled: true, ...fields })

const told = () => receiver.accepted.map(({ payload: { type, data } }) => [type, 'seq' in data ? data.seq : null])

const log = async (id: string) => (await listWebhookDeliveries(ctx, viewer, id, { limit: 100 })).map(({ body }) => body)

async function only(): Promise<Awaited<ReturnType<typeof listWebhooks>>[number]> {
  const [webhook] = await listWebhooks(ctx, viewer)
  if (!webhook) throw new Error('there is no webhook')
  return webhook
}

const until = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 10_000, interval: 10 })

test('everything that happens to a mailbox is told once, signed, in order, with its cursor', async () => {
  const { secret } = await hook()
  const first = await storeTestMessage(ctx, inbox, { subject: 'One', otp: '123456' })
  await storeTestMessage(ctx, inbox, { subject: 'Two' })
  await markMessage(ctx, viewer, inbox.address, { id: first.id, isRead: true })
  await receiver.untilAccepted(3)
  await extendMailbox(ctx, viewer, inbox.address, { ttlMinutes: 90 })
  await deleteMessage(ctx, viewer, inbox.address, first.id)
  await receiver.untilAccepted(5)
  await deleteMailbox(ctx, viewer, inbox.address)
  await receiver.untilAccepted(6)
  expect(told()).toEqual([
    ['new_message', 1],
    ['new_message', 2],
    ['message_updated', 1],
    ['mailbox_updated', 2],
    ['message_deleted', 1],
    ['mailbox_deleted', 2],
  ])
  for (const received of receiver.accepted) {
    verify(secret, received)
    expect(() => verify('whsec_AAAA', received)).toThrow()
    expect(received.payload.data).toMatchObject({ mailbox: inbox.address })
  }
  expect(receiver.accepted[0]?.payload.data).toMatchObject({
    message_id: first.id,
    message: { id: first.id, seq: 1, subject: 'One', otp: '123456', is_read: expect.any(Boolean) },
  })
  expect(receiver.accepted[5]?.payload.data).toMatchObject({
    mailbox_state: { address: inbox.address, is_active: false, owner_type: 'user', last_seq: 2, message_count: 1 },
  })
  expect(new Set(receiver.accepted.map(({ id }) => id)).size).toBe(6)
})

test('a webhook hears of its own mailbox, of the events it named, and of nothing of other people', async () => {
  const other = await createOwnedMailbox(ctx, viewer)
  const stranger = await createTestUser(ctx)
  const strangers = await createOwnedMailbox(ctx, stranger)
  await hook({ mailbox: inbox.address, events: ['new_message'] })
  for (const mailbox of [other, strangers, inbox]) {
    await storeTestMessage(ctx, mailbox)
    await extendMailbox(ctx, mailbox.viewer, mailbox.address, { ttlMinutes: 90 })
  }
  await receiver.untilAccepted(1)
  await until(async () => expect((await only()).pending_events).toBe(0))
  expect(receiver.accepted.map(({ payload: { data } }) => data)).toMatchObject([{ mailbox: inbox.address, seq: 1 }])
})

test('what is parsed out of order is told in order', async () => {
  await hook()
  const [one, two, three] = [
    await storeTestMessage(ctx, inbox, { isParsed: false }),
    await storeTestMessage(ctx, inbox, { isParsed: false }),
    await storeTestMessage(ctx, inbox, { isParsed: false }),
  ]
  await parseTestMessage(ctx, three)
  await parseTestMessage(ctx, two)
  await until(async () => expect((await only()).pending_events).toBe(2))
  expect(receiver.accepted).toEqual([])
  await parseTestMessage(ctx, one)
  await receiver.untilAccepted(3)
  expect(told().map(([, seq]) => seq)).toEqual([1, 2, 3])
})

test('a receiver that was down gets every event once it is back: per mailbox in order, each under one id', async () => {
  const inboxes = [inbox, await createOwnedMailbox(ctx, viewer), await createOwnedMailbox(ctx, viewer)]
  await receiver.goDown()
  const { id } = await hook()
  for (let round = 0; round < 10; round++) await Promise.all(inboxes.map((mailbox) => storeTestMessage(ctx, mailbox)))
  await until(() => expect(failures.length).toBeGreaterThan(4))
  expect(await only()).toMatchObject({ is_enabled: true, failing_since: expect.any(String), pending_events: 30 })
  await receiver.comeBack()
  await receiver.untilAccepted(30)
  for (const { address } of inboxes) {
    const seqs = receiver.accepted.flatMap(({ payload: { data } }) =>
      'seq' in data && data.mailbox === address ? [data.seq] : [],
    )
    expect(seqs).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  }
  await until(async () => expect(await only()).toMatchObject({ failing_since: null, pending_events: 0 }))
  const attempts = await log(id)
  expect(attempts.some(({ result, error }) => result === 'failed' && error === 'the connection was refused')).toBe(true)
  expect(attempts[0]).toMatchObject({ result: 'delivered', status: 204, error: null })
})

test('while a receiver fails, one attempt at a time finds out whether it is back', async () => {
  const inboxes = await Promise.all(Array.from({ length: 12 }, () => createOwnedMailbox(ctx, viewer)))
  let inFlight = 0
  let most = 0
  receiver.answerWith(async () => {
    most = Math.max(most, ++inFlight)
    await setTimeout(10)
    inFlight--
    return 503
  })
  await hook()
  await storeTestMessage(ctx, inbox)
  await until(() => expect(failures.length).toBeGreaterThan(0))
  await Promise.all(inboxes.map((mailbox) => storeTestMessage(ctx, mailbox)))
  await until(() => expect(Math.max(...failures)).toBeGreaterThan(6))
  expect(most).toBe(1)
})

test('one event that a receiver refuses holds up its own mailbox, and no other', async () => {
  const other = await createOwnedMailbox(ctx, viewer)
  receiver.answerWith(({ payload: { data } }) => ('seq' in data && data.mailbox === inbox.address ? 500 : 200))
  await hook()
  await storeTestMessage(ctx, inbox)
  await until(() => expect(failures.length).toBeGreaterThan(1))
  for (let round = 0; round < 3; round++) await storeTestMessage(ctx, other)
  await receiver.untilAccepted(3)
  await until(async () => expect((await only()).pending_events).toBe(1))
})

test('redirects are not followed, and count as failures', async () => {
  receiver.answerWith(302)
  const { id } = await hook()
  await storeTestMessage(ctx, inbox)
  await until(async () => expect((await log(id))[0]).toMatchObject({ result: 'failed', status: 302 }))
  expect(receiver.accepted).toEqual([])
})

test('410 Gone switches a webhook off at once; switched on again it starts afresh', async () => {
  receiver.answerWith(410)
  const { id } = await hook()
  await storeTestMessage(ctx, inbox)
  await until(async () =>
    expect(await only()).toMatchObject({ is_enabled: false, disabled_reason: 'gone', pending_events: 0 }),
  )
  await storeTestMessage(ctx, inbox)
  expect((await only()).pending_events).toBe(0)
  receiver.answerWith(200)
  const again = await updateWebhook(ctx, viewer, id, { isEnabled: true })
  expect(again).toMatchObject({ is_enabled: true, disabled_reason: null, failing_since: null })
  await storeTestMessage(ctx, inbox)
  await receiver.untilAccepted(1)
  expect(told()).toEqual([['new_message', 3]])
})

test('24 hours of failures switch a webhook off, and not a minute less', async () => {
  receiver.answerWith(500)
  const { id } = await hook()
  const failedFor = (time: string) =>
    ctx.db.pool.query('UPDATE webhooks SET failing_since = now() - $2::interval, failures = 9 WHERE id = $1', [
      id,
      time,
    ])
  await failedFor('23 hours 59 minutes')
  await storeTestMessage(ctx, inbox)
  await until(() => expect(failures.length).toBeGreaterThan(1))
  expect(await only()).toMatchObject({ is_enabled: true })
  await failedFor('24 hours')
  await until(async () => expect(await only()).toMatchObject({ is_enabled: false, disabled_reason: 'failing' }))
})

test('an event that fails for 24 hours while others get through is given up, and the next one follows', async () => {
  receiver.answerWith(({ payload: { data } }) => ('seq' in data && data.seq === 1 ? 500 : 200))
  const { id } = await hook()
  await storeTestMessage(ctx, inbox)
  await storeTestMessage(ctx, inbox)
  await until(() => expect(failures.length).toBeGreaterThan(0))
  await ctx.db.pool.query(`UPDATE webhook_events SET failing_since = now() - interval '24 hours' WHERE seq = 1`)
  await receiver.untilAccepted(1)
  expect(told()).toEqual([['new_message', 2]])
  expect((await log(id)).map(({ result }) => result)).toContain('given_up')
  expect(await only()).toMatchObject({ is_enabled: true })
})

test('past its end nothing of a mailbox is told but ids: late messages without contents, then the end, even after the purge', async () => {
  await receiver.goDown()
  await hook()
  const { id } = await storeTestMessage(ctx, inbox, { subject: 'Secret', text: 'Secret' })
  await ctx.db.pool.query('UPDATE mailboxes SET expires_at = now() WHERE id = $1', [inbox.id])
  expect(await expireMailboxes(ctx)).toBe(1)
  expect((await purge(ctx)).mailboxes).toBe(1)
  await receiver.comeBack()
  await receiver.untilAccepted(3)
  expect(told()).toEqual([
    ['new_message', 1],
    ['mailbox_updated', 1],
    ['mailbox_expired', 1],
  ])
  expect(receiver.accepted[0]?.payload.data).toEqual({ mailbox: inbox.address, seq: 1, message_id: id, message: null })
  expect(receiver.accepted.map(({ text }) => text).join()).not.toContain('Secret')
})

test('a webhook of one mailbox outlives it until its last event is told, and goes with the next purge', async () => {
  await receiver.goDown()
  await hook({ mailbox: inbox.address })
  await deleteMailbox(ctx, viewer, inbox.address)
  await purge(ctx)
  expect(await only()).toMatchObject({ mailbox: inbox.address, pending_events: 1 })
  await receiver.comeBack()
  await receiver.untilAccepted(1)
  await until(async () => {
    await purge(ctx)
    expect(await listWebhooks(ctx, viewer)).toEqual([])
  })
})

test('what was delivered can be delivered again, under the same id', async () => {
  const { id } = await hook()
  await storeTestMessage(ctx, inbox)
  await receiver.untilAccepted(1)
  await until(async () => expect(await log(id)).toHaveLength(1))
  const [attempt] = await log(id)
  await redeliver(ctx, viewer, id, attempt?.id ?? '')
  await receiver.untilAccepted(2)
  expect(receiver.accepted[1]?.id).toBe(receiver.accepted[0]?.id)
  expect(attempt?.event_id).toBe(receiver.accepted[0]?.id)
})

test('three workers at once tell each event once and in order', async () => {
  const others = [await startWorker(), await startWorker()]
  await hook()
  const inboxes = [inbox, ...(await Promise.all(Array.from({ length: 4 }, () => createOwnedMailbox(ctx, viewer))))]
  await Promise.all(
    inboxes.map(async (mailbox) => {
      for (let round = 0; round < 20; round++) await storeTestMessage(ctx, mailbox)
    }),
  )
  await receiver.untilAccepted(100)
  await until(async () => expect((await only()).pending_events).toBe(0))
  for (const end of others) await end()
  expect(receiver.accepted).toHaveLength(100)
  for (const { address } of inboxes) {
    const seqs = receiver.accepted.flatMap(({ payload: { data } }) =>
      'seq' in data && data.mailbox === address ? [data.seq] : [],
    )
    expect(seqs).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
  }
})

test('a job that was lost is found by looking at the rows', async () => {
  await stop()
  await hook()
  await storeTestMessage(ctx, inbox)
  await ctx.db.pool.query(`SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs`)
  stop = await startWorker()
  await receiver.untilAccepted(1)
})

test('people without webhooks leave no trace', async () => {
  await hook({ mailbox: inbox.address })
  const stranger = await createTestUser(ctx)
  const strangers = await createOwnedMailbox(ctx, stranger)
  await storeTestMessage(ctx, strangers)
  await deleteMailbox(ctx, stranger, strangers.address)
  const { rows } = await ctx.db.pool.query(
    `SELECT (SELECT count(*)::int FROM webhook_events) AS events,
            (SELECT count(*)::int FROM graphile_worker.jobs WHERE key LIKE '%' || $1::text) AS jobs`,
    [strangers.id],
  )
  expect(rows).toEqual([{ events: 0, jobs: 0 }])
})
