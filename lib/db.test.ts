import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createDatabase, createHotPool, type Database, isDatabaseAway, isUnanswered, sqlState, transaction } from './db'
import { deliverBatch } from './messages/deliver-batch'
import { createTestArrival } from './testing/arrivals'
import { createTestContext, type TestContext } from './testing/context'
import { createTestMailbox } from './testing/factories'
import { createTcpProxy, type TcpProxy } from './testing/tcp-proxy'

let ctx: TestContext
let proxy: TcpProxy
const opened: Database[] = []
beforeAll(async () => {
  ctx = await createTestContext()
  const { hostname, port } = new URL(ctx.db.url)
  proxy = await createTcpProxy({ host: hostname, port: Number(port) })
})
afterEach(async () => {
  for (const db of opened.splice(0)) await db.close()
})
afterAll(async () => {
  await proxy.close()
  await ctx.dispose()
})

/** One connection, over the link that can go silent. */
function open(statementLimitMs: number): Database {
  const db = createDatabase(overProxy(), { maxConnections: 1, statementLimitMs })
  opened.push(db)
  return db
}

function overProxy(): string {
  const url = new URL(ctx.db.url)
  url.host = `127.0.0.1:${proxy.port}`
  return url.href
}

const failure = (work: Promise<unknown>) => work.then(() => null).catch((error: unknown) => error)

test('a connection that breaks in the middle of a transaction fails that and nothing else', async () => {
  const db = open(0)
  const broken = transaction(db, async (client) => {
    const { rows } = await client.query('SELECT pg_backend_pid() AS pid')
    await ctx.db.pool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid])
    // the connection ends between two statements: nobody is there to be told
    while ((await ctx.db.pool.query('SELECT FROM pg_stat_activity WHERE pid = $1', [rows[0]?.pid])).rowCount);
    await client.query('SELECT 1')
  })
  expect(isDatabaseAway(await failure(broken))).toBe(true)
  expect((await db.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
})

test('a statement that takes too long is ended by the server', async () => {
  const error = await failure(open(200).pool.query('SELECT pg_sleep(60)'))
  expect(sqlState(error)).toBe('57014')
  expect(isDatabaseAway(error)).toBe(true)
})

test('a transaction that does nothing lets go of its locks', async () => {
  const { id } = await createTestMailbox(ctx)
  const idle = await open(200).pool.connect()
  await idle.query('BEGIN')
  await idle.query('SELECT FROM mailboxes WHERE id = $1 FOR UPDATE', [id])
  expect((await ctx.db.pool.query('SELECT FROM mailboxes WHERE id = $1 FOR UPDATE', [id])).rowCount).toBe(1)
  idle.release(true)
})

test('a link that goes silent fails a transaction in good time, and the next one gets a new link', async () => {
  const db = open(500)
  await db.pool.query('SELECT 1')
  const since = performance.now()
  proxy.freeze()
  const error = await failure(transaction(db, (client) => client.query('SELECT 1')))
  expect(isUnanswered(error) && isDatabaseAway(error)).toBe(true)
  expect(performance.now() - since).toBeLessThan(1_100)
  expect((await db.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
})

test('a link that goes silent under a delivery delays it, and it is stored once', async () => {
  const { address, id } = await createTestMailbox(ctx)
  const hot = createHotPool(overProxy(), { maxConnections: 1, statementLimitMs: 500 })
  await hot.query('SELECT 1')
  proxy.freeze()
  const [outcomes] = await deliverBatch(ctx, hot, [createTestArrival({ to: [address] })])
  expect(outcomes).toMatchObject([{ result: 'stored', seq: 1 }])
  expect((await ctx.db.pool.query('SELECT FROM messages WHERE mailbox_id = $1', [id])).rowCount).toBe(1)
  await hot.end()
})
