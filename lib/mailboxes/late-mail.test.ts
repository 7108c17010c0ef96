import { afterAll, beforeAll, expect, test } from 'vitest'
import { AppError } from '@/lib/errors'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import { createTestMailbox, type TestMailbox } from '@/lib/testing/factories'
import { countLateMail, createLateMail } from './late-mail'
import { getMailbox } from './mailboxes'

let ctx: TestContext
beforeAll(async () => {
  ctx = await createTestContext()
})
afterAll(() => ctx.dispose())

/** What the owner is told of the end; null while it lives. */
async function findRefusedSince({ viewer, address }: TestMailbox): Promise<unknown> {
  try {
    await getMailbox(ctx, viewer, address)
    return null
  } catch (error) {
    return error instanceof AppError ? error.extra.refused_since : error
  }
}

test('counts what came after the end, for that mailbox alone', async () => {
  const ended = await createTestMailbox(ctx, { expiresIn: '-1 second' })
  const other = await createTestMailbox(ctx, { expiresIn: '-1 second' })
  const live = await createTestMailbox(ctx)
  const lateMail = createLateMail(ctx)
  lateMail.note([ended.address, live.address, 'never@mayfly.localhost'])
  lateMail.note([ended.address])
  await lateMail.close()
  expect(await Promise.all([ended, other, live].map(findRefusedSince))).toEqual([2, 0, null])
})

test('twenty processes that count the same mailboxes at once lose nothing and do not block each other', async () => {
  const ended = await Promise.all(Array.from({ length: 8 }, () => createTestMailbox(ctx, { expiresIn: '-1 second' })))
  const addresses = ended.map(({ address }) => address)
  const counts = (at: number) => new Map((at % 2 ? addresses : addresses.toReversed()).map((address) => [address, 3]))
  await Promise.all(Array.from({ length: 20 }, (_, at) => countLateMail(ctx, counts(at))))
  expect(await Promise.all(ended.map(findRefusedSince))).toEqual(Array(8).fill(60))
})

test('a flood to many addresses is counted for the first thousand only', async () => {
  const first = await createTestMailbox(ctx, { expiresIn: '-1 second' })
  const last = await createTestMailbox(ctx, { expiresIn: '-1 second' })
  const lateMail = createLateMail(ctx)
  lateMail.note([first.address])
  lateMail.note(Array.from({ length: 999 }, (_, at) => `flood${at}@mayfly.localhost`))
  lateMail.note([last.address, first.address])
  await lateMail.close()
  expect(await Promise.all([first, last].map(findRefusedSince))).toEqual([2, 0])
})
