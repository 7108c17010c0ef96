import { afterAll, beforeAll, expect, test } from 'vitest'
import { waitForMessage } from '@/lib/messages/wait'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import { createTestMailbox } from '@/lib/testing/factories'
import { closeAllStreams, countStreams } from './open-streams'
import { whileServing } from './while-serving'

let ctx: TestContext
beforeAll(async () => {
  ctx = await createTestContext()
})
afterAll(() => ctx.dispose())

test('a server that stops answers those who wait, with the cursor they came with', async () => {
  const { viewer, address } = await createTestMailbox(ctx)
  const waits = Array.from({ length: 20 }, () =>
    whileServing(new AbortController().signal, (signal) =>
      waitForMessage(ctx, viewer, address, { timeoutMs: 55_000, afterSeq: 7, for: 'message' }, signal),
    ),
  )
  expect(countStreams()).toBe(20)
  closeAllStreams()
  for (const answer of await Promise.all(waits)) expect(answer).toMatchObject({ status: 'timeout', cursor: 7 })
  expect(countStreams()).toBe(0)
})
