import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import { signInWithPassword } from './sign-in'
import { createUser } from './sign-up'

let ctx: TestContext
beforeAll(async () => {
  ctx = await createTestContext({ RATE_LIMITS: 'on' })
})
afterAll(() => ctx.dispose())

const PASSWORD = 'correct horse battery'

/** How many of the attempts were looked at; the others were refused as too many. */
async function countAllowed(attempts: Promise<unknown>[]): Promise<number> {
  const results = await Promise.allSettled(attempts)
  const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []))
  expect(refused).toEqual(refused.map(() => 'rate_limited'))
  return results.length - refused.length
}

test('one account may be tried ten times, from wherever, and then not even with its password', async () => {
  const { email } = await createUser(ctx, { email: 'tried@example.org', password: PASSWORD })
  const tries = Array.from({ length: 14 }, (_, i) =>
    signInWithPassword(ctx, { email: i % 2 ? email : email.toUpperCase(), password: 'a guess' }, `192.0.2.${i}`),
  )
  expect(await countAllowed(tries)).toBe(10)
  await expect(signInWithPassword(ctx, { email, password: PASSWORD }, '198.51.100.1')).rejects.toMatchObject({
    code: 'rate_limited',
  })
})

test('one client address may try fifty times, however many accounts it names', async () => {
  const tries = Array.from({ length: 60 }, (_, i) =>
    signInWithPassword(ctx, { email: `nobody${i}@example.org`, password: 'a guess' }, '203.0.113.7'),
  )
  expect(await countAllowed(tries)).toBe(50)
})
