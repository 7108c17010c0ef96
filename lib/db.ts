/** The only importer of Prisma and pg: one pool serves both. */
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from '@/prisma/generated/client'

export type { ClientBase } from 'pg'
export type Row = pg.QueryResultRow

/** Something that runs SQL: the pool, or one connection inside a transaction. */
export type Queryable = Pick<pg.ClientBase, 'query'>

export type Database = {
  /** Where a dedicated connection (LISTEN) goes. */
  url: string
  pool: pg.Pool
  /** Never selects `messages.raw` unless told to. */
  prisma: ReturnType<typeof createPrisma>
  close(): Promise<void>
}

/** Opens one pool lazily; nothing connects before the first query. `onError` hears of idle connections that break. */
export function createDatabase(url: string, { maxConnections = 10, onError = (_: Error) => {} } = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    application_name: 'mayfly',
  })
  pool.on('error', onError)
  const prisma = createPrisma(pool)
  return {
    url,
    pool,
    prisma,
    async close() {
      await prisma.$disconnect()
      if (!pool.ended) await pool.end()
    },
  }
}

/**
 * Connections for a few big statements that run thousands of times: each is planned once and not for every call, which
 * for the delivering statement costs more than running it; and always by index, since tables grow under such a plan.
 */
export function createHotPool(url: string, { maxConnections = 2, onError = (_: Error) => {} } = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    application_name: 'mayfly-hot',
    onConnect: (client) => client.query('SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off').then(),
  })
  pool.on('error', onError)
  return pool
}

function createPrisma(pool: pg.Pool) {
  return new PrismaClient({ adapter: new PrismaPg(pool), omit: { message: { raw: true } } })
}

/** A connection of its own, outside the pool: for LISTEN. */
export function createClient(url: string): pg.Client {
  return new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, keepAlive: true })
}

/** Runs `step` in one READ COMMITTED transaction; a throw rolls back. A connection that cannot roll back is discarded. */
export async function transaction<T>(db: Database, step: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const client = await db.pool.connect()
  let broken: Error | undefined
  try {
    await client.query('BEGIN')
    const result = await step(client)
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: Error) => {
      broken = failure
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/** SQLSTATE of a failed statement, if it is one; `23505` unique violation, `40P01` deadlock, `40001` serialisation. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined
}

/** Connection exceptions, operator intervention (restarts), too many connections: the statement was not at fault. */
const AWAY_STATES = /^(08|57P0|53300)/
const AWAY_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOENT'])
/** The driver and its pool say these in words only. */
const AWAY_WORDS = /^(Connection terminated|timeout exceeded when trying to connect)/

/** Whether a statement failed because the database could not be reached, so that the same again may succeed soon. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return AWAY_STATES.test(code) || AWAY_CODES.has(code) || AWAY_WORDS.test(error.message)
}

/** Whether the database answers within two seconds. */
export async function isReachable({ pool }: Pick<Database, 'pool'>): Promise<boolean> {
  const late = new Promise<false>((resolve) => setTimeout(resolve, 2_000, false).unref())
  return Promise.race([
    pool.query('SELECT 1').then(
      () => true,
      () => false,
    ),
    late,
  ])
}
