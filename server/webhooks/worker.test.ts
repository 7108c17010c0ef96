/** What receivers are told: everything, once, in order, and to nobody else. */
import { expect, test } from 'vitest'
import { deleteMailbox, extendMailbox } from '@/lib/mailboxes/mailboxes'
import { deleteMessage, markMessage } from '@/lib/messages/messages'
import { createOwnedMailbox, createTestUser } from '@/lib/testing/accounts'
import { parseTestMessage, storeTestMessage } from '@/lib/testing/messages'
import { verify } from '@/lib/testing/receiver'
import { setUpWebhooks } from './testing/set-up'

const on = setUpWebhooks()

test('everything that happens to a mailbox is told once, signed, in order, with its cursor', async () => {
  const { secret } = await on.hook()
  const first = await storeTestMessage(on.ctx, on.inbox, { subject: 'One', otp: '123456' })
  await storeTestMessage(on.ctx, on.inbox, { subject: 'Two' })
  await markMessage(on.ctx, on.viewer, on.inbox.address, { id: first.id, isRead: true })
  await on.receiver.untilAccepted(3)
  await extendMailbox(on.ctx, on.viewer, on.inbox.address, { ttlMinutes: 90 })
  await deleteMessage(on.ctx, on.viewer, on.inbox.address, first.id)
  await on.receiver.untilAccepted(5)
  await deleteMailbox(on.ctx, on.viewer, on.inbox.address)
  await on.receiver.untilAccepted(6)
  expect(on.told()).toEqual([
    ['new_message', 1],
    ['new_message', 2],
    ['message_updated', 1],
    ['mailbox_updated', 2],
    ['message_deleted', 1],
    ['mailbox_deleted', 2],
  ])
  for (const received of on.receiver.accepted) {
    verify(secret, received)
    expect(() => verify('whsec_AAAA', received)).toThrow()
    expect(received.payload.data).toMatchObject({ mailbox: on.inbox.address })
  }
  expect(on.receiver.accepted[0]?.payload.data).toMatchObject({
    message_id: first.id,
    message: { id: first.id, seq: 1, subject: 'One', otp: '123456', is_read: expect.any(Boolean) },
  })
  expect(on.receiver.accepted[5]?.payload.data).toMatchObject({
    mailbox_state: { address: on.inbox.address, is_active: false, owner_type: 'user', last_seq: 2, message_count: 1 },
  })
  expect(new Set(on.receiver.accepted.map(({ id }) => id)).size).toBe(6)
})

test('a webhook hears of its own mailbox, of the events it named, and of nothing of other people', async () => {
  const other = await createOwnedMailbox(on.ctx, on.viewer)
  const stranger = await createTestUser(on.ctx)
  const strangers = await createOwnedMailbox(on.ctx, stranger)
  await on.hook({ mailbox: on.inbox.address, events: ['new_message'] })
  for (const mailbox of [other, strangers, on.inbox]) {
    await storeTestMessage(on.ctx, mailbox)
    await extendMailbox(on.ctx, mailbox.viewer, mailbox.address, { ttlMinutes: 90 })
  }
  await on.receiver.untilAccepted(1)
  await on.until(async () => expect((await on.only()).pending_events).toBe(0))
  expect(on.receiver.accepted.map(({ payload: { data } }) => data)).toMatchObject([
    { mailbox: on.inbox.address, seq: 1 },
  ])
})

test('what is parsed out of order is told in order', async () => {
  await on.hook()
  const [one, two, three] = [
    await storeTestMessage(on.ctx, on.inbox, { isParsed: false }),
    await storeTestMessage(on.ctx, on.inbox, { isParsed: false }),
    await storeTestMessage(on.ctx, on.inbox, { isParsed: false }),
  ]
  await parseTestMessage(on.ctx, three)
  await parseTestMessage(on.ctx, two)
  await on.until(async () => expect((await on.only()).pending_events).toBe(2))
  expect(on.receiver.accepted).toEqual([])
  await parseTestMessage(on.ctx, one)
  await on.receiver.untilAccepted(3)
  expect(on.told().map(([, seq]) => seq)).toEqual([1, 2, 3])
})

test('three workers at once tell each event once and in order', async () => {
  const others = [await on.startWorker(), await on.startWorker()]
  await on.hook()
  const inboxes = [
    on.inbox,
    ...(await Promise.all(Array.from({ length: 4 }, () => createOwnedMailbox(on.ctx, on.viewer)))),
  ]
  await Promise.all(
    inboxes.map(async (mailbox) => {
      for (let round = 0; round < 10; round++) await storeTestMessage(on.ctx, mailbox)
    }),
  )
  await on.receiver.untilAccepted(50)
  await on.until(async () => expect((await on.only()).pending_events).toBe(0))
  for (const end of others) await end()
  expect(on.receiver.accepted).toHaveLength(50)
  for (const { address } of inboxes) {
    const seqs = on.receiver.accepted.flatMap(({ payload: { data } }) =>
      'seq' in data && data.mailbox === address ? [data.seq] : [],
    )
    expect(seqs).toEqual(Array.from({ length: 10 }, (_, index) => index + 1))
  }
})

test('a job that was lost is found by looking at the rows', async () => {
  await on.stop()
  await on.hook()
  await storeTestMessage(on.ctx, on.inbox)
  await on.ctx.db.pool.query(`SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs`)
  on.stop = await on.startWorker()
  await on.receiver.untilAccepted(1)
})

test('people without webhooks leave no trace', async () => {
  await on.hook({ mailbox: on.inbox.address })
  const stranger = await createTestUser(on.ctx)
  const strangers = await createOwnedMailbox(on.ctx, stranger)
  await storeTestMessage(on.ctx, strangers)
  await deleteMailbox(on.ctx, stranger, strangers.address)
  const { rows } = await on.ctx.db.pool.query(
    `SELECT (SELECT count(*)::int FROM webhook_events) AS events,
            (SELECT count(*)::int FROM graphile_worker.jobs WHERE key LIKE '%' || $1::text) AS jobs`,
    [strangers.id],
  )
  expect(rows).toEqual([{ events: 0, jobs: 0 }])
})
