/** Addresses without a create call: the first mail makes the mailbox, within the plan, once. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createUser } from '@/lib/accounts/sign-up'
import type { Viewer } from '@/lib/accounts/viewer'
import { createDeliverer, type Deliverer } from '@/lib/messages/deliver'
import { waitForMessage } from '@/lib/messages/wait'
import { createTestUser } from '@/lib/testing/accounts'
import { createTestArrival } from '@/lib/testing/arrivals'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import { createTestMailbox } from '@/lib/testing/factories'
import { storeTestMessage } from '@/lib/testing/messages'
import { createMailbox } from './create-mailbox'
import { deleteMailbox, getMailbox, listMailboxes } from './mailboxes'
import { purge } from './purge'

let ctx: TestContext
let deliverer: Deliverer
beforeAll(async () => {
  ctx = await createTestContext({ PURGE_AFTER_HOURS: '0' })
  await ctx.bus.ready()
  deliverer = createDeliverer(ctx)
})
afterAll(async () => {
  await deliverer.close()
  await ctx.dispose()
})

const repeat = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i))
const signal = new AbortController().signal

async function createOwner(plan = 'free'): Promise<{ viewer: Viewer; inNamespace(name: string): string }> {
  const viewer = await createTestUser(ctx, plan)
  const { namespace } = await ctx.db.prisma.user.findUniqueOrThrow({ where: { id: viewer.ownerId ?? '' } })
  return { viewer, inNamespace: (name) => `${name}.${namespace}@mayfly.localhost` }
}

const listAddresses = async (viewer: Viewer) =>
  (await listMailboxes(ctx, viewer, { limit: 100 })).map(({ address }) => address).sort()

test('every account has a namespace of its own that can be read out', async () => {
  const users = await Promise.all(
    repeat(5, (index) => createUser(ctx, { email: `n${index}@example.org`, password: 'correct horse battery' })),
  )
  for (const { namespace } of users) expect(namespace).toMatch(/^([bdfghjklmnprstvz][aeiou]){4}\d{4}$/)
  expect(new Set(users.map(({ namespace }) => namespace)).size).toBe(5)
})

test('the first mail makes the mailbox, with the plan’s time to live, and is in it', async () => {
  const { viewer, inNamespace } = await createOwner('pro')
  const address = inNamespace('shop')
  const [outcome] = await deliverer.deliver(createTestArrival({ to: [address] }))
  expect(outcome).toMatchObject({ result: 'stored', seq: 1, address })
  const { body } = await getMailbox(ctx, viewer, address)
  expect(body).toMatchObject({ address, ttl_minutes: 60, owner_type: 'user', message_count: 1, last_seq: 1 })
})

test('twenty first mails at once over four processes make one mailbox, with a dense seq', async () => {
  const { viewer, inNamespace } = await createOwner()
  const address = inNamespace('ci')
  const deliverers = repeat(4, () => createDeliverer(ctx))
  const outcomes = await Promise.all(
    repeat(20, (index) => deliverers[index % 4]?.deliver(createTestArrival({ to: [address] }))),
  )
  const seqs = outcomes.flatMap((list) => list?.map((outcome) => (outcome.result === 'stored' ? outcome.seq : 0)))
  expect(seqs.sort((a, b) => Number(a) - Number(b))).toEqual(repeat(20, (index) => index + 1))
  expect(await listAddresses(viewer)).toEqual([address])
  await Promise.all(deliverers.map((one) => one.close()))
})

test('twenty first mails at once to as many addresses make exactly what the plan allows; the rest is dropped', async () => {
  const { viewer, inNamespace } = await createOwner()
  const deliverers = repeat(4, () => createDeliverer(ctx))
  const outcomes = await Promise.all(
    repeat(20, (index) => deliverers[index % 4]?.deliver(createTestArrival({ to: [inNamespace(`n${index}`)] }))),
  )
  const results = outcomes.flatMap((list) => list?.map(({ result }) => result))
  expect(results.filter((result) => result === 'stored')).toHaveLength(5)
  expect(results.filter((result) => result === 'not_live')).toHaveLength(15)
  expect(await listAddresses(viewer)).toHaveLength(5)
  await Promise.all(deliverers.map((one) => one.close()))
})

test('one envelope for ordinary, new and impossible addresses gives each what is its due', async () => {
  const { inNamespace } = await createOwner()
  const ordinary = await createTestMailbox(ctx)
  const to = [
    inNamespace('new'),
    ordinary.address,
    'x.bababaka0000@mayfly.localhost',
    inNamespace('ü'),
    inNamespace('a..b'),
  ]
  const outcomes = await deliverer.deliver(createTestArrival({ to }))
  expect(outcomes.map(({ address, result }) => [address, result])).toEqual(
    to.map((address, index) => [address, index < 2 ? 'stored' : 'not_live']),
  )
})

test('what has ended stays ended, also after the purge', async () => {
  const { viewer, inNamespace } = await createOwner()
  const address = inNamespace('once')
  await deliverer.deliver(createTestArrival({ to: [address] }))
  await deleteMailbox(ctx, viewer, address)
  const again = () => deliverer.deliver(createTestArrival({ to: [address] }))
  expect(await again()).toMatchObject([{ result: 'not_live' }])
  await purge(ctx)
  expect(await again()).toMatchObject([{ result: 'not_live' }])
  await expect(
    waitForMessage(ctx, viewer, address, { for: 'message', timeoutMs: 5_000, afterSeq: 0 }, signal),
  ).rejects.toMatchObject({ code: 'mailbox_not_found' })
})

test('nobody else gets an address in the namespace', async () => {
  const { viewer, inNamespace } = await createOwner()
  const stranger = await createOwner()
  const localPart = inNamespace('mine').split('@')[0]
  await expect(createMailbox(ctx, stranger.viewer, { localPart })).rejects.toMatchObject({ code: 'address_taken' })
  expect((await createMailbox(ctx, viewer, { localPart })).mailbox.address).toBe(inNamespace('mine'))
})

test('a wait begins before the mailbox does, and gets its first mail', async () => {
  const { viewer, inNamespace } = await createOwner()
  const address = inNamespace('soon')
  const wait = (who: Viewer, timeoutMs: number) =>
    waitForMessage(ctx, who, address, { for: 'otp', timeoutMs, afterSeq: 0 }, signal)
  expect(await wait(viewer, 0)).toEqual({ status: 'timeout', cursor: 0, message: null, near_misses: [], refused: [] })
  expect(await listAddresses(viewer)).toEqual([])

  const waiting = wait(viewer, 15_000)
  await storeTestMessage(ctx, { address }, { otp: '482913' })
  expect(await waiting).toMatchObject({ status: 'matched', cursor: 1, message: { otp: '482913' } })

  const { viewer: stranger } = await createOwner()
  await expect(wait(stranger, 5_000)).rejects.toMatchObject({ code: 'mailbox_not_found' })
})

test('a wait for what the plan has no room for says so at once', async () => {
  const { viewer, inNamespace } = await createOwner()
  await Promise.all(repeat(5, () => createMailbox(ctx, viewer, {})))
  const input = { for: 'message', timeoutMs: 5_000, afterSeq: 0 } as const
  await expect(waitForMessage(ctx, viewer, inNamespace('sixth'), input, signal)).rejects.toMatchObject({
    code: 'mailbox_limit_reached',
  })
})

test('a wait for what is not there yet ends when its caller goes', async () => {
  const { viewer, inNamespace } = await createOwner()
  const gone = new AbortController()
  const input = { for: 'message', timeoutMs: 15_000, afterSeq: 7 } as const
  const waiting = waitForMessage(ctx, viewer, inNamespace('never'), input, gone.signal)
  gone.abort()
  expect(await waiting).toMatchObject({ status: 'timeout', cursor: 7 })
})
