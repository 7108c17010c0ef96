import { type ChildProcess, execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase, type Database } from '@/lib/db'
import { createEmptyDatabase, dropDatabase } from '@/lib/testing/template-database'
import { bundleSource } from '@/server/testing/bundle'

const SOURCE = `import { migrate } from './prisma/migrate'
const aborter = new AbortController()
process.on('SIGTERM', () => aborter.abort())
const onWait = () => console.error('waits')
const applied = await migrate(process.argv[2], { signal: aborter.signal, onWait })
process.stdout.write(JSON.stringify(applied), () => process.exit(0))`

const MIGRATIONS = readdirSync('prisma/migrations').filter((name) => /^\d/.test(name))

let program: string
let url: string
let db: Database
beforeAll(async () => {
  program = await bundleSource('migrate', SOURCE)
  url = await createEmptyDatabase()
  db = createDatabase(url)
})
afterAll(async () => {
  await db.close()
  await dropDatabase(url)
})

/** One machine that migrates: a process of its own, as in life. */
function machine(): { child: ChildProcess; applied: Promise<string[]> } {
  let child: ChildProcess | undefined
  const applied = new Promise<string[]>((resolve, reject) => {
    child = execFile(process.execPath, [program, url], (error, stdout) => {
      if (error) reject(error)
      else resolve(JSON.parse(stdout))
    })
  })
  applied.catch(() => {})
  if (!child) throw new Error('the process did not start')
  return { child, applied }
}

const WAITING = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
  AND query LIKE $1`

async function untilSomebodyWaits(query = '%CreateTable%'): Promise<void> {
  while ((await db.pool.query(WAITING, [query])).rowCount === 0);
}

/** Somebody else's transaction that holds what `sql` takes, until told to let go. */
async function hold(sql: string): Promise<() => Promise<void>> {
  const blocker = await db.pool.connect()
  await blocker.query('BEGIN')
  await blocker.query(sql)
  return async () => {
    await blocker.query('ROLLBACK')
    blocker.release()
  }
}

const history = async () =>
  (await db.pool.query('SELECT migration_name, finished_at IS NOT NULL AS is_finished FROM _prisma_migrations')).rows

test.each([
  ['a table that others hold', 'CREATE TABLE mailboxes ()', '%CreateTable%'],
  ['another machine', `SELECT pg_advisory_xact_lock(${0x6d61_7966})`, '%advisory%'],
])('a signal ends a migration that waits for %s, and the database works on none of it', async (_, sql, query) => {
  const letGo = await hold(sql)
  const { child, applied } = machine()
  const waits: string[] = []
  child.stderr?.on('data', (chunk) => waits.push(String(chunk)))
  await untilSomebodyWaits(query)
  const since = performance.now()
  child.kill('SIGTERM')
  await expect(applied).rejects.toThrow()
  expect(performance.now() - since).toBeLessThan(4_000)
  expect((await db.pool.query(WAITING, ['%'])).rowCount).toBe(0)
  expect(waits.join('').match(/waits/g)?.length ?? 0).toBe(query.includes('advisory') ? 1 : 0)
  await letGo()
})

test('a migration whose process is killed in the middle is applied by the next start', async () => {
  const letGo = await hold('CREATE TABLE mailboxes ()')
  const { child, applied: cutOff } = machine()
  const killed = expect(cutOff).rejects.toThrow()
  await untilSomebodyWaits()
  child.kill('SIGKILL')
  await killed
  await letGo()
  await machine().applied
  expect((await history()).map(({ is_finished }) => is_finished)).toEqual(MIGRATIONS.map(() => true))
})

test('six machines at once find everything applied', async () => {
  const results = await Promise.all(Array.from({ length: 6 }, () => machine().applied))
  expect(results.flat()).toEqual([])
})

test('a kill between the tables and the last word of the engine counts as applied', async () => {
  await db.pool.query('UPDATE _prisma_migrations SET applied_steps_count = 0')
  expect(await machine().applied).toEqual([])
})
