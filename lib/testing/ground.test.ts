import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestContext, type TestContext } from './context'

let ctx: TestContext
beforeAll(async () => {
  ctx = await createTestContext()
})
afterAll(() => ctx.dispose())

test('a clone of the template has the plans of the contract', async () => {
  const plans = await ctx.db.prisma.plan.findMany({ orderBy: { maxTtlMinutes: 'asc' } })
  expect(Object.fromEntries(plans.map((plan) => [plan.id, plan.maxTtlMinutes]))).toEqual({
    anonymous: 60,
    free: 60,
    pro: 1_440,
    enterprise: 10_080,
  })
})
