/** After the end of a mailbox, and after a delivery: what is still told, and what again. */
import { expect, test } from 'vitest'
import { expireMailboxes } from '@/lib/mailboxes/expire'
import { deleteMailbox } from '@/lib/mailboxes/mailboxes'
import { purge } from '@/lib/mailboxes/purge'
import { storeTestMessage } from '@/lib/testing/messages'
import { redeliver } from '@/lib/webhooks/log'
import { listWebhooks } from '@/lib/webhooks/webhooks'
import { setUpWebhooks } from './testing/set-up'

const on = setUpWebhooks()

test('past its end nothing of a mailbox is told but ids: late messages without contents, then the end, even after the purge', async () => {
  await on.receiver.goDown()
  await on.hook()
  const { id } = await storeTestMessage(on.ctx, on.inbox, { subject: 'Secret', text: 'Secret' })
  await on.ctx.db.pool.query('UPDATE mailboxes SET expires_at = now() WHERE id = $1', [on.inbox.id])
  expect(await expireMailboxes(on.ctx)).toBe(1)
  expect((await purge(on.ctx)).mailboxes).toBe(1)
  await on.receiver.comeBack()
  await on.receiver.untilAccepted(3)
  expect(on.told()).toEqual([
    ['new_message', 1],
    ['mailbox_updated', 1],
    ['mailbox_expired', 1],
  ])
  expect(on.receiver.accepted[0]?.payload.data).toEqual({
    mailbox: on.inbox.address,
    seq: 1,
    message_id: id,
    message: null,
  })
  expect(on.receiver.accepted.map(({ text }) => text).join()).not.toContain('Secret')
})

test('a webhook of one mailbox outlives it until its last event is told, and goes with the next purge', async () => {
  await on.receiver.goDown()
  await on.hook({ mailbox: on.inbox.address })
  await deleteMailbox(on.ctx, on.viewer, on.inbox.address)
  await purge(on.ctx)
  expect(await on.only()).toMatchObject({ mailbox: on.inbox.address, pending_events: 1 })
  await on.receiver.comeBack()
  await on.receiver.untilAccepted(1)
  await on.until(async () => {
    await purge(on.ctx)
    expect(await listWebhooks(on.ctx, on.viewer)).toEqual([])
  })
})

test('what was delivered can be delivered again, under the same id', async () => {
  const { id } = await on.hook()
  await storeTestMessage(on.ctx, on.inbox)
  await on.receiver.untilAccepted(1)
  await on.until(async () => expect(await on.log(id)).toHaveLength(1))
  const [attempt] = await on.log(id)
  await redeliver(on.ctx, on.viewer, id, attempt?.id ?? '')
  await on.receiver.untilAccepted(2)
  expect(on.receiver.accepted[1]?.id).toBe(on.receiver.accepted[0]?.id)
  expect(attempt?.event_id).toBe(on.receiver.accepted[0]?.id)
})
