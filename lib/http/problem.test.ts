import { expect, test } from 'vitest'
import { createDatabase } from '@/lib/db'
import { createTestContext } from '@/lib/testing/context'
import { problemResponse, toAppError } from './problem'

test('a database that cannot be reached is 503 with Retry-After, without a word of why', async () => {
  const nowhere = createDatabase('postgres://postgres:secret@127.0.0.1:1/nowhere')
  const error = await nowhere.pool.query('SELECT 1').catch((thrown: unknown) => thrown)
  const response = problemResponse(toAppError(error))
  expect(response.status).toBe(503)
  expect(response.headers.get('retry-after')).toBe('2')
  expect(await response.text()).not.toMatch(/127\.0\.0\.1|secret|ECONN/)
  await nowhere.close()
})

test('a connection that is ended under a statement is 503, a faulty statement is 500', async () => {
  const ctx = await createTestContext()
  const ended = await ctx.db.pool
    .query('SELECT pg_terminate_backend(pg_backend_pid())')
    .catch((thrown: unknown) => thrown)
  expect(toAppError(ended).code).toBe('unavailable')
  const faulty = await ctx.db.pool.query('SELECT nothing').catch((thrown: unknown) => thrown)
  expect(toAppError(faulty).code).toBe('internal')
  await ctx.dispose()
})
