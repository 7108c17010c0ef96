import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Queryable } from '@/lib/db'
import { createTestArrival } from '@/lib/testing/arrivals'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import { createTestMailbox } from '@/lib/testing/factories'
import { deliverBatch } from './deliver-batch'

let ctx: TestContext
beforeAll(async () => {
  ctx = await createTestContext()
})
afterAll(() => ctx.dispose())

async function readSeqs(mailboxId: string): Promise<number[]> {
  const { rows } = await ctx.db.pool.query<{ seq: number }>(
    'SELECT seq FROM messages WHERE mailbox_id = $1 ORDER BY seq',
    [mailboxId],
  )
  return rows.map(({ seq }) => seq)
}

/** Both the attempt that looked lost and the one after it wait for the mailbox. */
const TWO_WAIT = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
  AND query LIKE '%arrived AS%' HAVING count(*) >= 2`

test('a connection that breaks right after the commit stores nothing twice', async () => {
  const { address, id } = await createTestMailbox(ctx)
  let isBroken = false
  const store = {
    async query(...args: Parameters<typeof ctx.db.pool.query>) {
      const result = await ctx.db.pool.query(...args)
      if (isBroken) return result
      isBroken = true
      throw new Error('Connection terminated unexpectedly')
    },
  } as unknown as Queryable
  const [outcomes] = await deliverBatch(ctx, store, [createTestArrival({ to: [address, 'nobody@mayfly.localhost'] })])
  expect(outcomes).toMatchObject([{ address, result: 'stored', seq: 1 }, { result: 'not_live' }])
  expect(await readSeqs(id)).toEqual([1])
})

test('a cut connection whose backend commits later stores nothing twice, in a batch of one or of many', async () => {
  for (const count of [1, 4]) {
    const { address, id } = await createTestMailbox(ctx)
    const blocker = await ctx.db.pool.connect()
    await blocker.query('BEGIN')
    await blocker.query('SELECT FROM mailboxes WHERE id = $1 FOR UPDATE', [id])
    let late: Promise<unknown> | undefined
    const store = {
      query(...args: Parameters<typeof ctx.db.pool.query>) {
        if (late) return ctx.db.pool.query(...args)
        late = Promise.resolve(ctx.db.pool.query(...args)).catch(() => {})
        return Promise.reject(new Error('Connection terminated unexpectedly'))
      },
    } as unknown as Queryable
    const arrivals = Array.from({ length: count }, () => createTestArrival({ to: [address] }))
    const delivered = deliverBatch(ctx, store, arrivals)
    while ((await ctx.db.pool.query(TWO_WAIT)).rowCount !== 1);
    await blocker.query('COMMIT')
    blocker.release()
    expect((await delivered).flat()).toMatchObject(arrivals.map(() => ({ result: 'stored' })))
    await late
    expect(await readSeqs(id)).toEqual(arrivals.map((_, index) => index + 1))
  }
})
