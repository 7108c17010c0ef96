/**
 * Applies the migrations with Prisma's own schema engine as WebAssembly: the same history table and checksums as
 * the CLI, but nothing to download. An advisory lock lets any number of machines start at once.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import { Logger, runMigrations } from 'graphile-worker'
import { createDatabase, type Database, type Queryable } from '@/lib/db'
import { endOnAbort } from '@/lib/end-on-abort'

/** "mayfly" in ASCII, cut to 31 bits: one key for one job. */
const MIGRATION_LOCK = 0x6d61_7966

type Options = {
  /** Where prisma/ is. */
  root?: string
  /** Gives up at once, wherever it waits: nothing is applied by halves. */
  signal?: AbortSignal
  /** Told once when another machine is at it and this one waits. */
  onWait?(): void
}

/** Applies what is pending under `root`/prisma/migrations and returns the names applied. Throws when one fails. */
export async function migrate(
  databaseUrl: string,
  { root = process.cwd(), signal = new AbortController().signal, onWait = () => {} }: Options = {},
): Promise<string[]> {
  // a migration takes as long as it takes
  const db = createDatabase(databaseUrl, { statementLimitMs: 0 })
  endOnAbort(db, signal)
  try {
    signal.throwIfAborted()
    const lock = await db.pool.connect()
    try {
      await takeLock(lock, onWait)
      return await apply(db, root)
    } finally {
      lock.release(true)
    }
  } finally {
    await db.close()
  }
}

async function takeLock(client: Queryable, onWait: () => void): Promise<void> {
  const { rows } = await client.query<{ isTaken: boolean }>('SELECT pg_try_advisory_lock($1) AS "isTaken"', [
    MIGRATION_LOCK,
  ])
  if (rows[0]?.isTaken) return
  onWait()
  await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
}

async function apply(db: Database, root: string): Promise<string[]> {
  await forgetUnfinished(db)
  const migrations = readMigrations(root)
  const engine = await createEngine(db, root, migrations)
  const { appliedMigrationNames } = await engine.applyMigrations({
    migrationsList: migrations,
    filters: { externalTables: [], externalEnums: [] },
  })
  // the job queue brings its own tables, in a schema of its own; our functions look for them when they are called
  await runMigrations({ pgPool: db.pool, logger: new Logger(() => () => {}) })
  return appliedMigrationNames
}

/**
 * The engine writes its history row before the script runs and refuses to go on over an unfinished one. A script is
 * applied together with the mark that it is finished, so an unfinished row belongs to one that was not applied at all.
 */
async function forgetUnfinished({ pool }: Database): Promise<void> {
  const { rows } = await pool.query<{ exists: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists`,
  )
  if (rows[0]?.exists) await pool.query(`DELETE FROM _prisma_migrations WHERE ${UNFINISHED}`)
}

const UNFINISHED = 'finished_at IS NULL AND rolled_back_at IS NULL'

async function createEngine({ pool }: Database, root: string, migrations: ReturnType<typeof readMigrations>) {
  const require = createRequire(path.join(root, 'package.json'))
  const folder = path.dirname(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg'))
  const { instance } = await WebAssembly.instantiate(readFileSync(path.join(folder, 'schema_engine_bg.wasm')), {
    './schema_engine_bg.js': bindings,
  })
  bindings.__wbg_set_wasm(instance.exports)
  ;(instance.exports as { __wbindgen_start(): void }).__wbindgen_start()
  const schema = readFileSync(path.join(root, 'prisma/schema.prisma'), 'utf8')
  const scripts = new Set(migrations.migrationDirectories.map(({ migrationFile }) => migrationFile.content.value))
  const adapter = bindMigrationAwareSqlAdapterFactory(new WholeScripts(pool, scripts))
  return bindings.SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, () => {}, adapter)
}

/**
 * The stock adapter cuts scripts at every semicolon, also inside comments and function bodies, and commits the pieces
 * one by one. Here a migration is one simple query, its mark in the history included: all of it or nothing.
 */
class WholeScripts extends PrismaPg {
  readonly #migrations: ReadonlySet<string>

  constructor(pool: Database['pool'], migrations: ReadonlySet<string>) {
    super(pool)
    this.#migrations = migrations
  }

  override async connect() {
    const adapter = await super.connect()
    adapter.executeScript = async (script: string) => {
      const mark = `;\nUPDATE _prisma_migrations SET finished_at = now() WHERE ${UNFINISHED}`
      await adapter.underlyingDriver().query(this.#migrations.has(script) ? script + mark : script)
    }
    return adapter
  }
}

function readMigrations(root: string) {
  const baseDir = path.join(root, 'prisma/migrations')
  const names = readdirSync(baseDir).filter((name) => /^\d/.test(name))
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: readFileSync(path.join(baseDir, 'migration_lock.toml'), 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: names.sort().map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok' as const, value: readFileSync(path.join(baseDir, name, 'migration.sql'), 'utf8') },
      },
    })),
  }
}
