/** The only importer of Prisma and pg: one pool serves both. */
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from '@/prisma/generated/client'

export type { ClientBase, PoolClient } from 'pg'
export type Row = pg.QueryResultRow

/** Something that runs SQL: the pool, or one connection inside a transaction. */
export type Queryable = Pick<pg.ClientBase, 'query'>

export type Database = {
  /** Where a dedicated connection (LISTEN) goes. */
  url: string
  pool: pg.Pool
  /** For the few big statements that run for every mail; see `createHotPool`. */
  hot: pg.Pool
  /** Never selects `message_sources.raw` unless told to. */
  prisma: ReturnType<typeof createPrisma>
  close(): Promise<void>
}

/** No statement of ours needs this long; one that does waits for something that does not come. */
const STATEMENT_LIMIT_MS = 30_000
/** The server gives up first: who hears nothing until then knows that nothing more is going to happen. */
const PATIENCE = 1.2
/** A peer that vanished without a word is noticed on an idle connection after this and ten probes, one a second. */
const KEEP_ALIVE_MS = 10_000

type PoolOptions = {
  maxConnections?: number
  /** Hears of idle connections that break. */
  onError?(error: Error): void
  /** The server ends a statement after this, and a transaction that does nothing; 0: never. */
  statementLimitMs?: number
}

/** Opens one pool lazily; nothing connects before the first query. */
export function createDatabase(url: string, { maxConnections = 10, ...options }: PoolOptions = {}): Database {
  const pool = createPool(url, { maxConnections, ...options })
  const hot = createHotPool(url, options)
  const prisma = createPrisma(pool)
  return {
    url,
    pool,
    hot,
    prisma,
    async close() {
      await prisma.$disconnect()
      for (const each of [pool, hot]) if (!each.ended) await each.end()
    },
  }
}

/**
 * Connections for a few big statements that run thousands of times: each is planned once and not for every call, which
 * for the delivering statement costs more than running it; and always by index, since tables grow under such a plan.
 */
export function createHotPool(url: string, { maxConnections = 2, ...options }: PoolOptions = {}): pg.Pool {
  const settings = ['SET plan_cache_mode = force_generic_plan', 'SET enable_seqscan = off']
  return createPool(url, { maxConnections, ...options }, settings)
}

/** Limits are set by statement: poolers in between refuse them as parameters of the connection. */
function createPool(
  url: string,
  { maxConnections, onError = () => {}, statementLimitMs: limitMs = STATEMENT_LIMIT_MS }: PoolOptions,
  settings: string[] = [],
): pg.Pool {
  const limits = [`SET statement_timeout = ${limitMs}`, `SET idle_in_transaction_session_timeout = ${limitMs}`]
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    application_name: 'mayfly',
    onConnect: (client) => client.query([...limits, ...settings].join('; ')).then(),
    ...(limitMs > 0 && { query_timeout: limitMs * PATIENCE }),
  })
  pool.on('error', onError)
  // One that breaks in somebody's hands fails their statement; without a listener it would also end the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

function createPrisma(pool: pg.Pool) {
  return new PrismaClient({ adapter: new PrismaPg(pool), omit: { messageSource: { raw: true } } })
}

/** A connection of its own, outside the pool: for LISTEN. */
export function createClient(url: string): pg.Client {
  return new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
  })
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
    // behind a statement that is not answered, a rollback would not be either
    if (isUnanswered(error)) broken = error
    else
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

/** Bad data (22), a broken rule (23), a limit of the database (54): another try would fail the same way. */
export function isAboutData(error: unknown): boolean {
  return /^(22|23|54)/.test(sqlState(error) ?? '')
}

/** Whether the server said nothing at all to a statement within the time in which it would have given up. */
export function isUnanswered(error: unknown): error is Error {
  return error instanceof Error && error.message === 'Query read timeout'
}

/**
 * Connection exceptions, operator intervention (restarts), statements and transactions over the time limit, too many
 * connections: the statement was not at fault.
 */
const AWAY_STATES = /^(08|57P0|57014|25P03|53300)/
const AWAY_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOENT'])
/** The driver and its pool say these in words only. */
const AWAY_WORDS =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client (has encountered|was closed))/

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
