import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOwnedMailbox, createTestUser } from '@/lib/testing/accounts'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import { storeTestMessage } from '@/lib/testing/messages'
import { createReceiver, type Receiver } from '@/lib/testing/receiver'
import { createWebhook, listWebhooks } from '@/lib/webhooks/webhooks'
import { bundleCompanion, startCompanionProcess } from '../testing/companion-process'

let ctx: TestContext
let receiver: Receiver
let file: string
beforeAll(async () => {
  ctx = await createTestContext({ WEBHOOK_ALLOW_PRIVATE: 'on' })
  receiver = await createReceiver()
  file = await bundleCompanion('webhooks')
})
afterAll(async () => {
  await receiver.close()
  await ctx.dispose()
})

const start = () =>
  startCompanionProcess(file, {
    DATABASE_URL: ctx.db.url,
    NEXTAUTH_SECRET: ctx.config.NEXTAUTH_SECRET ?? '',
    WEBHOOK_ALLOW_PRIVATE: 'on',
  })

const INBOXES = 3
const MESSAGES = 40

test('kill -9 in the middle of deliveries: every event arrives, per mailbox in order, twice only under the same id', async () => {
  receiver.answerWith(async () => {
    await setTimeout(5)
    return 200
  })
  const viewer = await createTestUser(ctx)
  await createWebhook(ctx, viewer, { url: receiver.url, events: ['new_message'], mailbox: null, isEnabled: true })
  const inboxes = await Promise.all(Array.from({ length: INBOXES }, () => createOwnedMailbox(ctx, viewer)))
  let companion = await start()
  const sending = inboxes.map(async (mailbox) => {
    for (let count = 0; count < MESSAGES; count++) await storeTestMessage(ctx, mailbox)
  })
  for (const soFar of [10, 40, 70]) {
    await receiver.untilAccepted(soFar, 30_000)
    companion.child.kill('SIGKILL')
    await companion.exited
    companion = await start()
  }
  await Promise.all(sending)
  while ((await listWebhooks(ctx, viewer)).some(({ pending_events }) => pending_events > 0)) await setTimeout(50)
  companion.child.kill('SIGTERM')
  expect(await companion.exited).toEqual({ code: 0, signal: null })

  const first = new Map(receiver.accepted.toReversed().map((received) => [received.id, received]))
  expect(first.size).toBe(INBOXES * MESSAGES)
  const inOrder = receiver.accepted.filter((received) => first.get(received.id) === received)
  for (const { address } of inboxes) {
    const seqs = inOrder.flatMap(({ payload: { data } }) =>
      'seq' in data && data.mailbox === address ? [data.seq] : [],
    )
    expect(seqs).toEqual(Array.from({ length: MESSAGES }, (_, index) => index + 1))
  }
}, 90_000)
