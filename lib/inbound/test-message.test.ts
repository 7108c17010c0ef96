import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Viewer } from '@/lib/accounts/viewer'
import { parseMessage } from '@/lib/messages/parse'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import { createTestMailbox } from '@/lib/testing/factories'
import { sendTestMessage } from './test-message'

let ctx: TestContext
beforeAll(async () => {
  ctx = await createTestContext({ RATE_LIMITS: 'on' })
})
afterAll(() => ctx.dispose())

const send = (viewer: Viewer, address: string) => sendTestMessage(ctx, viewer, { address, clientIp: '192.0.2.7' })

const storedIn = async (id: string) =>
  (await ctx.db.pool.query<{ raw: Buffer }>('SELECT raw FROM message_sources WHERE mailbox_id = $1', [id])).rows

test('stores a mail whose code is found, in text and HTML', async () => {
  const { id, address, viewer } = await createTestMailbox(ctx)
  await send(viewer, address)
  const [stored] = await storedIn(id)
  const parsed = await parseMessage(stored?.raw ?? Buffer.alloc(0))
  expect(parsed).toMatchObject({ otp: expect.stringMatching(/^\d{6}$/), parseError: null })
  expect(parsed.bodyHtml).toContain(parsed.otp)
  expect(parsed.bodyText).toContain(parsed.otp)
})

test('reaches neither the mailboxes of others nor ended ones', async () => {
  const [mine, other] = [await createTestMailbox(ctx), await createTestMailbox(ctx)]
  const ended = await createTestMailbox(ctx, { expiresIn: '-1 second' })
  await expect(send(mine.viewer, other.address)).rejects.toMatchObject({ code: 'mailbox_not_found' })
  await expect(send(ended.viewer, ended.address)).rejects.toMatchObject({ code: 'mailbox_expired' })
  expect([...(await storedIn(other.id)), ...(await storedIn(ended.id))]).toEqual([])
})

test('is sent ten times a minute at most, also when asked twenty times at once', async () => {
  const { id, address, viewer } = await createTestMailbox(ctx)
  const settled = await Promise.allSettled(Array.from({ length: 20 }, () => send(viewer, address)))
  const refused = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))
  expect(refused).toEqual(Array.from({ length: 10 }, () => 'rate_limited'))
  expect(await storedIn(id)).toHaveLength(10)
})
