import { type ChildProcess, execFile } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase, type Database } from '@/lib/db'
import { createEmptyDatabase, dropDatabase } from '@/lib/testing/template-database'
import { bundleSource } from '@/server/testing/bundle'

const SOURCE = `import { migrate } from './prisma/migrate'
process.stdout.write(JSON.stringify(await migrate(process.argv[2])), () => process.exit(0))`

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
  if (!child) throw new Error('the process did not start')
  return { child, applied }
}

async function untilSomebodyWaits(): Promise<void> {
  const waits = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
                 AND query LIKE '%CreateTable%'`
  while ((await db.pool.query(waits)).rowCount === 0);
}

const history = async () =>
  (await db.pool.query('SELECT migration_name, finished_at IS NOT NULL AS is_finished FROM _prisma_migrations')).rows

test('a migration whose process is killed in the middle is applied by the next start', async () => {
  const blocker = await db.pool.connect()
  await blocker.query('BEGIN')
  await blocker.query('CREATE TABLE mailboxes ()')
  const { child, applied: cutOff } = machine()
  const killed = expect(cutOff).rejects.toThrow()
  await untilSomebodyWaits()
  child.kill('SIGKILL')
  await killed
  await blocker.query('ROLLBACK')
  blocker.release()
  await machine().applied
  expect((await history()).map(({ is_finished }) => is_finished)).toEqual([true])
})

test('six machines at once find everything applied', async () => {
  const results = await Promise.all(Array.from({ length: 6 }, () => machine().applied))
  expect(results.flat()).toEqual([])
})

test('a kill between the tables and the last word of the engine counts as applied', async () => {
  await db.pool.query('UPDATE _prisma_migrations SET applied_steps_count = 0')
  expect(await machine().applied).toEqual([])
})
