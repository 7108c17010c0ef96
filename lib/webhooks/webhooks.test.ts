import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Viewer } from '@/lib/accounts/viewer'
import { deleteMailbox } from '@/lib/mailboxes/mailboxes'
import { createOwnedMailbox, createTestUser } from '@/lib/testing/accounts'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import { createTestMailbox } from '@/lib/testing/factories'
import { storeTestMessage } from '@/lib/testing/messages'
import { createReceiver, type Receiver, verify } from '@/lib/testing/receiver'
import { listWebhookDeliveries, redeliver, testWebhook } from './log'
import { disableOverrun, findNextEvent, settleDelivered } from './pending'
import { decryptSecret } from './secrets'
import { createSend } from './send'
import { createWebhook, deleteWebhook, listWebhooks, updateWebhook } from './webhooks'

let ctx: TestContext
let viewer: Viewer
let receiver: Receiver
beforeAll(async () => {
  ctx = await createTestContext()
  receiver = await createReceiver()
})
beforeEach(async () => {
  viewer = await createTestUser(ctx)
})
afterAll(async () => {
  await receiver.close()
  await ctx.dispose()
})

const NEW = { url: 'https://example.com/hook', events: ['new_message' as const], mailbox: null, isEnabled: true }

const hook = (who = viewer, fields = {}) => createWebhook(ctx, who, { ...NEW, ...fields })

const open = () => createSend({ WEBHOOK_ALLOW_PRIVATE: 'on' })

/** Past the check of the URL, which a name that changes its address passes as well. */
async function hookTo(url: string) {
  const webhook = await hook()
  await ctx.db.pool.query('UPDATE webhooks SET url = $2 WHERE id = $1', [webhook.id, url])
  return webhook
}

test('is told its secret once, and keeps it encrypted for this server and this webhook alone', async () => {
  const { id, secret } = await hook()
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/)
  expect(JSON.stringify(await listWebhooks(ctx, viewer))).not.toContain(secret)
  const { rows } = await ctx.db.pool.query<{ secret: Buffer }>('SELECT secret FROM webhooks WHERE id = $1', [id])
  const encrypted = rows[0]?.secret ?? Buffer.alloc(0)
  expect(encrypted.includes(secret.slice(6))).toBe(false)
  expect(decryptSecret(ctx.config, id, encrypted)).toBe(secret)
  expect(decryptSecret(ctx.config, (await hook()).id, encrypted)).toBeNull()
  expect(decryptSecret({ NEXTAUTH_SECRET: 'another secret of a server' }, id, encrypted)).toBeNull()
  encrypted[encrypted.length - 1] = (encrypted.at(-1) ?? 0) ^ 1
  expect(decryptSecret(ctx.config, id, encrypted)).toBeNull()
})

test('twenty created at once stay within the plan', async () => {
  const pro = await createTestUser(ctx, 'pro')
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => hook(pro)))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
  for (const result of results) {
    if (result.status === 'rejected')
      expect(result.reason).toMatchObject({ code: 'webhook_limit_reached', status: 403 })
  }
  expect(await listWebhooks(ctx, pro)).toHaveLength(10)
})

test('is for one of the own live mailboxes, or for all', async () => {
  const inbox = await createOwnedMailbox(ctx, viewer)
  expect(await hook(viewer, { mailbox: inbox.address })).toMatchObject({ mailbox: inbox.address })
  const others = [await createOwnedMailbox(ctx, await createTestUser(ctx)), await createTestMailbox(ctx)]
  for (const { address } of [...others, { address: 'nobody@mayfly.localhost' }]) {
    await expect(hook(viewer, { mailbox: address })).rejects.toMatchObject({ code: 'mailbox_not_found' })
  }
  await deleteMailbox(ctx, viewer, inbox.address)
  await expect(hook(viewer, { mailbox: inbox.address })).rejects.toMatchObject({ code: 'mailbox_deleted' })
})

test('is nobody else’s: changing, deleting, testing, reading its log, sending again', async () => {
  const { id } = await hook()
  const stranger = await createTestUser(ctx)
  const missing = { code: 'webhook_not_found', status: 404 }
  const tries = [
    () => updateWebhook(ctx, stranger, id, { isEnabled: false }),
    () => deleteWebhook(ctx, stranger, id),
    () => testWebhook(ctx, stranger, id),
    () => listWebhookDeliveries(ctx, stranger, id, { limit: 10 }),
    () => redeliver(ctx, stranger, id, id),
  ]
  for (const attempt of tries) await expect(attempt()).rejects.toMatchObject(missing)
  expect(await listWebhooks(ctx, stranger)).toEqual([])
  expect(await listWebhooks(ctx, viewer)).toMatchObject([{ id, is_enabled: true }])
})

test('switched off it is told nothing and forgets what waited', async () => {
  const inbox = await createOwnedMailbox(ctx, viewer)
  const { id } = await hook()
  await storeTestMessage(ctx, inbox)
  expect(await listWebhooks(ctx, viewer)).toMatchObject([{ pending_events: 1 }])
  expect(await updateWebhook(ctx, viewer, id, { isEnabled: false })).toMatchObject({
    is_enabled: false,
    pending_events: 0,
  })
  await storeTestMessage(ctx, inbox)
  expect(await listWebhooks(ctx, viewer)).toMatchObject([{ pending_events: 0, disabled_reason: null }])
  await expect(redeliver(ctx, viewer, id, id)).rejects.toMatchObject({ code: 'webhook_disabled', status: 409 })
  await deleteWebhook(ctx, viewer, id)
  expect(await listWebhooks(ctx, viewer)).toEqual([])
})

describe('a test', () => {
  test('is a signed event of its own, and tells how it went', async () => {
    const { id, secret } = await hookTo(receiver.url)
    const result = await testWebhook(ctx, viewer, id, open())
    expect(result).toMatchObject({ event: 'test', result: 'delivered', status: 204, mailbox: null, attempt: 1 })
    const received = receiver.accepted.at(-1)
    expect(received).toMatchObject({ id: result.event_id, payload: { type: 'test', data: { webhook_id: id } } })
    if (received) verify(secret, received)
    expect((await listWebhookDeliveries(ctx, viewer, id, { limit: 10 })).map(({ body }) => body)).toEqual([result])
    await expect(redeliver(ctx, viewer, id, result.id)).rejects.toMatchObject({ code: 'webhook_delivery_not_found' })
  })

  test('that goes nowhere says why, and nothing of our network', async () => {
    const closed = await createReceiver()
    await closed.close()
    const { id } = await hookTo(closed.url)
    expect(await testWebhook(ctx, viewer, id, open())).toMatchObject({
      result: 'failed',
      status: null,
      error: 'the connection was refused',
    })
    const before = receiver.requests()
    await ctx.db.pool.query('UPDATE webhooks SET url = $2 WHERE id = $1', [id, receiver.url])
    expect(await testWebhook(ctx, viewer, id)).toMatchObject({
      result: 'failed',
      status: null,
      error: 'the name leads to a private or reserved address',
    })
    expect(receiver.requests()).toBe(before)
  })
})

test('more events waiting than are kept switch it off, and only it', async () => {
  const inbox = await createOwnedMailbox(ctx, viewer)
  await hook()
  for (let count = 0; count < 3; count++) await storeTestMessage(ctx, inbox)
  const other = await createTestUser(ctx)
  await hook(other)
  await storeTestMessage(ctx, await createOwnedMailbox(ctx, other))
  await disableOverrun(ctx, 3)
  expect(await listWebhooks(ctx, viewer)).toMatchObject([{ is_enabled: true, pending_events: 3 }])
  await storeTestMessage(ctx, inbox)
  await disableOverrun(ctx, 3)
  expect(await listWebhooks(ctx, viewer)).toMatchObject([
    { is_enabled: false, disabled_reason: 'overrun', pending_events: 0 },
  ])
  expect(await listWebhooks(ctx, other)).toMatchObject([{ is_enabled: true, pending_events: 1 }])
})

test('the log keeps the last two hundred attempts', async () => {
  const { id } = await hook()
  const inbox = await createOwnedMailbox(ctx, viewer)
  await ctx.db.pool.query(
    `INSERT INTO webhook_attempts (webhook_id, at, event_id, event, attempt, result, duration_ms)
     SELECT $1, now() - i * interval '1 second', gen_random_uuid(), '{"type":"test"}', 1, 'failed', 1
     FROM generate_series(1, 300) i`,
    [id],
  )
  await storeTestMessage(ctx, inbox)
  const event = await findNextEvent(ctx, { webhookId: id, mailboxId: inbox.id })
  if (!event) throw new Error('nothing is pending')
  await settleDelivered(ctx, event, { isDelivered: true, status: 200, durationMs: 1, error: null })
  const { rows } = await ctx.db.pool.query('SELECT count(*)::int AS n FROM webhook_attempts WHERE webhook_id = $1', [
    id,
  ])
  expect(rows).toEqual([{ n: 201 }])
})
