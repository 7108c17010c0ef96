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
import { createDatabase, type Database } from '@/lib/db'

/** "mayfly" in ASCII, cut to 31 bits: one key for one job. */
const MIGRATION_LOCK = 0x6d61_7966

/** Applies what is pending under `root`/prisma/migrations and returns the names applied. Throws when one fails. */
export async function migrate(databaseUrl: string, root = process.cwd()): Promise<string[]> {
  const db = createDatabase(databaseUrl)
  const lock = await db.pool.connect()
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
    const engine = await createEngine(db, root)
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: readMigrations(root),
      filters: { externalTables: [], externalEnums: [] },
    })
    return appliedMigrationNames
  } finally {
    lock.release(true)
    await db.close()
  }
}

async function createEngine({ pool }: Database, root: string) {
  const require = createRequire(path.join(root, 'package.json'))
  const folder = path.dirname(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg'))
  const { instance } = await WebAssembly.instantiate(readFileSync(path.join(folder, 'schema_engine_bg.wasm')), {
    './schema_engine_bg.js': bindings,
  })
  bindings.__wbg_set_wasm(instance.exports)
  ;(instance.exports as { __wbindgen_start(): void }).__wbindgen_start()
  const schema = readFileSync(path.join(root, 'prisma/schema.prisma'), 'utf8')
  const adapter = bindMigrationAwareSqlAdapterFactory(new WholeScripts(pool))
  return bindings.SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, () => {}, adapter)
}

/**
 * The stock adapter cuts scripts at every semicolon, also inside comments and function bodies, and commits the pieces
 * one by one. Here a migration is one simple query: what PostgreSQL parses, and all of it or nothing.
 */
class WholeScripts extends PrismaPg {
  override async connect() {
    const adapter = await super.connect()
    adapter.executeScript = async (script: string) => {
      await adapter.underlyingDriver().query(script)
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
