/** Receivers that are down, refuse or have gone. */
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createOwnedMailbox } from '@/lib/testing/accounts'
import { storeTestMessage } from '@/lib/testing/messages'
import { updateWebhook } from '@/lib/webhooks/webhooks'
import { setUpWebhooks } from './testing/set-up'

const on = setUpWebhooks()

test('a receiver that was down gets every event once it is back: per mailbox in order, each under one id', async () => {
  const inboxes = [on.inbox, await createOwnedMailbox(on.ctx, on.viewer), await createOwnedMailbox(on.ctx, on.viewer)]
  await on.receiver.goDown()
  const { id } = await on.hook()
  for (let round = 0; round < 10; round++)
    await Promise.all(inboxes.map((mailbox) => storeTestMessage(on.ctx, mailbox)))
  await on.until(() => expect(on.failures.length).toBeGreaterThan(4))
  expect(await on.only()).toMatchObject({ is_enabled: true, failing_since: expect.any(String), pending_events: 30 })
  await on.receiver.comeBack()
  await on.receiver.untilAccepted(30)
  for (const { address } of inboxes) {
    const seqs = on.receiver.accepted.flatMap(({ payload: { data } }) =>
      'seq' in data && data.mailbox === address ? [data.seq] : [],
    )
    expect(seqs).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  }
  await on.until(async () => expect(await on.only()).toMatchObject({ failing_since: null, pending_events: 0 }))
  const attempts = await on.log(id)
  expect(attempts.some(({ result, error }) => result === 'failed' && error === 'the connection was refused')).toBe(true)
  expect(attempts[0]).toMatchObject({ result: 'delivered', status: 204, error: null })
})

test('while a receiver fails, one attempt at a time finds out whether it is back', async () => {
  const inboxes = await Promise.all(Array.from({ length: 12 }, () => createOwnedMailbox(on.ctx, on.viewer)))
  let inFlight = 0
  let most = 0
  on.receiver.answerWith(async () => {
    most = Math.max(most, ++inFlight)
    await setTimeout(10)
    inFlight--
    return 503
  })
  await on.hook()
  await storeTestMessage(on.ctx, on.inbox)
  await on.until(() => expect(on.failures.length).toBeGreaterThan(0))
  await Promise.all(inboxes.map((mailbox) => storeTestMessage(on.ctx, mailbox)))
  await on.until(() => expect(Math.max(...on.failures)).toBeGreaterThan(6))
  expect(most).toBe(1)
})

test('one event that a receiver refuses holds up its own mailbox, and no other', async () => {
  const other = await createOwnedMailbox(on.ctx, on.viewer)
  on.receiver.answerWith(({ payload: { data } }) => ('seq' in data && data.mailbox === on.inbox.address ? 500 : 200))
  await on.hook()
  await storeTestMessage(on.ctx, on.inbox)
  await on.until(() => expect(on.failures.length).toBeGreaterThan(1))
  for (let round = 0; round < 3; round++) await storeTestMessage(on.ctx, other)
  await on.receiver.untilAccepted(3)
  await on.until(async () => expect((await on.only()).pending_events).toBe(1))
})

test('redirects are not followed, and count as failures', async () => {
  on.receiver.answerWith(302)
  const { id } = await on.hook()
  await storeTestMessage(on.ctx, on.inbox)
  await on.until(async () => expect((await on.log(id))[0]).toMatchObject({ result: 'failed', status: 302 }))
  expect(on.receiver.accepted).toEqual([])
})

test('410 Gone switches a webhook off at once; switched on again it starts afresh', async () => {
  on.receiver.answerWith(410)
  const { id } = await on.hook()
  await storeTestMessage(on.ctx, on.inbox)
  await on.until(async () =>
    expect(await on.only()).toMatchObject({ is_enabled: false, disabled_reason: 'gone', pending_events: 0 }),
  )
  await storeTestMessage(on.ctx, on.inbox)
  expect((await on.only()).pending_events).toBe(0)
  on.receiver.answerWith(200)
  const again = await updateWebhook(on.ctx, on.viewer, id, { isEnabled: true })
  expect(again).toMatchObject({ is_enabled: true, disabled_reason: null, failing_since: null })
  await storeTestMessage(on.ctx, on.inbox)
  await on.receiver.untilAccepted(1)
  expect(on.told()).toEqual([['new_message', 3]])
})

test('24 hours of failures switch a webhook off, and not a minute less', async () => {
  on.receiver.answerWith(500)
  const { id } = await on.hook()
  const failedFor = (time: string) =>
    on.ctx.db.pool.query('UPDATE webhooks SET failing_since = now() - $2::interval, failures = 9 WHERE id = $1', [
      id,
      time,
    ])
  await failedFor('23 hours 59 minutes')
  await storeTestMessage(on.ctx, on.inbox)
  await on.until(() => expect(on.failures.length).toBeGreaterThan(1))
  expect(await on.only()).toMatchObject({ is_enabled: true })
  await failedFor('24 hours')
  await on.until(async () => expect(await on.only()).toMatchObject({ is_enabled: false, disabled_reason: 'failing' }))
})

test('an event that fails for 24 hours while others get through is given up, and the next one follows', async () => {
  on.receiver.answerWith(({ payload: { data } }) => ('seq' in data && data.seq === 1 ? 500 : 200))
  const { id } = await on.hook()
  await storeTestMessage(on.ctx, on.inbox)
  await storeTestMessage(on.ctx, on.inbox)
  await on.until(() => expect(on.failures.length).toBeGreaterThan(0))
  await on.ctx.db.pool.query(`UPDATE webhook_events SET failing_since = now() - interval '24 hours' WHERE seq = 1`)
  await on.receiver.untilAccepted(1)
  expect(on.told()).toEqual([['new_message', 2]])
  expect((await on.log(id)).map(({ result }) => result)).toContain('given_up')
  expect(await on.only()).toMatchObject({ is_enabled: true })
})
