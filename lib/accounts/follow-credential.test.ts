import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { follow } from '@/lib/events/follow'
import { createMailbox } from '@/lib/mailboxes/create-mailbox'
import { waitForMessage } from '@/lib/messages/wait'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import { createApiKey, deleteApiKey, findKeyViewer } from './api-keys'
import { findUserViewer, readClock } from './sign-in'
import { changePassword, createUser, deleteUser } from './sign-up'
import { NOBODY, type Viewer } from './viewer'

const PASSWORD = 'correct horse battery'

let ctx: TestContext
let userId: string
let user: Viewer
let address: string
let count = 0
beforeAll(async () => {
  ctx = await createTestContext()
  await ctx.bus.ready()
})
beforeEach(async () => {
  userId = (await createUser(ctx, { email: `user${++count}@example.org`, password: PASSWORD })).id
  user = await signIn()
  address = (await createMailbox(ctx, user, {})).mailbox.address
})
afterAll(() => ctx.dispose())

const signIn = async () => (await findUserViewer(ctx, userId, await readClock(ctx))) ?? NOBODY

async function makeKey(): Promise<{ id: string; viewer: Viewer }> {
  const { id, key } = await createApiKey(ctx, userId, { name: 'k', expiresAt: null, isReadOnly: false })
  return { id, viewer: (await findKeyViewer(ctx, key)) ?? NOBODY }
}

/** A stream that is open, and what it will have told when it ends. */
async function open(viewer: Viewer) {
  const client = new AbortController()
  const events = follow(ctx, viewer, address, { afterSeq: null, signal: client.signal })
  expect((await events.next()).value).toMatchObject({ type: 'ready' })
  const rest = (async () => {
    const types: string[] = []
    for await (const { type } of events) types.push(type)
    return types
  })()
  return { rest, close: () => client.abort() }
}

async function timeOf(step: Promise<unknown>): Promise<number> {
  const before = performance.now()
  await step
  return performance.now() - before
}

describe('an open stream ends', () => {
  test('at once when its key is revoked, and those of other keys and of the user stay open', async () => {
    const [revoked, other] = [await makeKey(), await makeKey()]
    const [stream, ...others] = await Promise.all([revoked.viewer, other.viewer, user].map(open))
    await deleteApiKey(ctx, userId, revoked.id)
    expect(await timeOf(stream?.rest ?? Promise.reject())).toBeLessThan(1_000)
    await ctx.db.pool.query('UPDATE mailboxes SET expires_at = now() WHERE address = $1', [address])
    for (const { rest } of others) expect(await rest).toEqual(['mailbox_expired'])
  })

  test('at the instant its key expires', async () => {
    const { id, viewer } = await makeKey()
    await ctx.db.pool.query(`UPDATE api_keys SET expires_at = now() + interval '300 milliseconds' WHERE id = $1`, [id])
    const { rest } = await open(viewer)
    expect(await timeOf(rest)).toBeLessThan(1_500)
  })

  test('within seconds also when nobody heard of the revocation', async () => {
    const { id, viewer } = await makeKey()
    const { rest } = await open(viewer)
    await ctx.db.pool.query('DELETE FROM api_keys WHERE id = $1', [id])
    expect(await timeOf(rest)).toBeLessThan(5_000)
  })

  test('when the password changes, for sessions before it only', async () => {
    const { rest } = await open(user)
    await changePassword(ctx, userId, { currentPassword: PASSWORD, password: 'another fine phrase' })
    expect(await timeOf(rest)).toBeLessThan(1_000)
    const again = await open(await signIn())
    await deleteUser(ctx, userId, 'another fine phrase')
    expect(await again.rest).toEqual(['mailbox_deleted'])
  })
})

test('a deleted account’s streams are told that their mailbox was deleted, whoever opened them', async () => {
  const streams = await Promise.all([(await makeKey()).viewer, user].map(open))
  await deleteUser(ctx, userId, PASSWORD)
  for (const { rest } of streams) expect(await rest).toEqual(['mailbox_deleted'])
})

test('a wait that was under way is refused when its key is revoked', async () => {
  const { id, viewer } = await makeKey()
  const input = { timeoutMs: 20_000, afterSeq: 0, for: 'message' as const }
  const waiting = waitForMessage(ctx, viewer, address, input, new AbortController().signal)
  const refused = expect(waiting).rejects.toMatchObject({ code: 'invalid_token' })
  await deleteApiKey(ctx, userId, id)
  await refused
})
