/** What every operation gets first: built once per process, closed once. */
import { type Config, loadConfig } from './config'
import { createDatabase, type Database } from './db'
import type { EventBus } from './events/bus'
import { createBus } from './events/create-bus'
import { createLog, type Log } from './log'
import { createRateLimits, type RateLimits } from './rate-limits'

export type Context = { config: Config; db: Database; bus: EventBus; limits: RateLimits; log: Log }

/** A context that serves; `config` must name a database and a secret (the launcher fills both in embedded mode). */
export function createContext(config: Config, { name = 'mayfly', maxConnections = 10 } = {}): Context {
  if (!config.DATABASE_URL) throw new Error('DATABASE_URL is not set')
  const log = createLog(name, config.LOG_LEVEL)
  const db = createDatabase(config.DATABASE_URL, {
    maxConnections,
    onError: (error) => log.warn({ err: error }, 'database_connection_lost'),
  })
  return { config, db, bus: createBus({ config, db, log }), limits: createRateLimits(config, log), log }
}

export async function closeContext(ctx: Context): Promise<void> {
  ctx.limits.close()
  await ctx.bus.close()
  await ctx.db.close()
}

const SHARED = Symbol.for('mayfly.context')

/** The web process's one context, made at the first call. Next's modules and ours are separate graphs: both find it here. */
export function getContext(): Context {
  const holder = globalThis as { [SHARED]?: Context }
  holder[SHARED] ??= createContext(loadConfig(), { name: 'web', maxConnections: 20 })
  return holder[SHARED]
}
