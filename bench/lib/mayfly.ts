/** Mayfly's own processes, built as operators run them, over an embedded PostgreSQL with default durability. */
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createDatabase, type Database } from '@/lib/db'
import { findFreePort } from '@/server/launch/ports'
import { startPostgres } from '@/server/launch/postgres/start'
import { prepareDatabase } from '@/server/launch/prepare-database'
import { type Program, startProgram } from './programs'
import type { World } from './world'

export const DOMAIN = 'mayfly.localhost'

export type Store = { url: string; db: Database; pid: number }

/** An empty, migrated, seeded database on a server of its own. */
export async function startStore(world: World): Promise<Store> {
  const postgres = await startPostgres(path.join(world.folder, 'store'))
  world.onEnd(() => postgres.stop())
  await prepareDatabase(postgres.url)
  // preparing and cleaning up take as long as they take
  const db = createDatabase(postgres.url, { statementLimitMs: 0 })
  world.onEnd(() => db.close())
  return { url: postgres.url, db, pid: postgres.pid }
}

const settings = (world: World, store: Store) => ({
  DATABASE_URL: store.url,
  DATA_DIR: path.join(world.folder, 'data'),
  NEXTAUTH_SECRET: 'a secret for benchmarks, of no use elsewhere',
  RATE_LIMITS: 'off',
  LOG_LEVEL: 'warn',
  MAIL_DOMAINS: DOMAIN,
})

export async function startCompanion(
  world: World,
  store: Store,
  extra: Record<string, string> = {},
): Promise<Program & { smtpPort: number }> {
  const [smtpPort, companionPort] = [await findFreePort(), await findFreePort()]
  const env = {
    ...settings(world, store),
    SMTP_PORT: String(smtpPort),
    COMPANION_PORT: String(companionPort),
    AUTHENTICATION_RESULTS: 'off',
    ...extra,
  }
  const program = await startProgram(world, process.execPath, ['.build/companion.js'], {
    env,
    ports: [smtpPort, companionPort],
  })
  return { ...program, smtpPort }
}

export async function startWeb(
  world: World,
  store: Store,
  env: Record<string, string> = {},
): Promise<Program & { url: string }> {
  const port = await findFreePort()
  const all = { ...settings(world, store), PORT: String(port), PUBLIC_URL: `http://localhost:${port}`, ...env }
  const program = await startProgram(world, process.execPath, ['.build/web.js'], { env: all, ports: [port] })
  return { ...program, url: `http://127.0.0.1:${port}` }
}

/** Live mailboxes `1<name>@…` to `<count><name>@…`, as a load generator that numbers its recipients wants them. */
export async function addMailboxes({ db }: Store, name: string, count: number, ttl = '60 minutes'): Promise<void> {
  await db.pool.query(
    `INSERT INTO mailboxes (address, expires_at, ttl_minutes, owner_type)
     SELECT n || $1 || '@' || $2, now() + $4::interval, 60, 'anonymous' FROM generate_series(1, $3::int) n`,
    [name, DOMAIN, count, ttl],
  )
}

/** Resolves when every stored message has its contents. */
export async function untilParsed({ db }: Pick<Store, 'db'>): Promise<void> {
  while ((await db.pool.query('SELECT 1 FROM unparsed_messages LIMIT 1')).rows.length > 0) await sleep(20)
}
