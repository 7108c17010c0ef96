import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createClient } from '@/lib/db'
import { clusterDir, findAccess } from './cluster'
import { type Postgres, startPostgres } from './start'

let parent: string
let running: Postgres | undefined

beforeEach(() => {
  // mkdtemp makes it 0700: nobody else may pass, PostgreSQL's own user included.
  parent = mkdtempSync(path.join(tmpdir(), 'mayfly-postgres-'))
})
afterEach(async () => {
  await running?.stop()
  running = undefined
  rmSync(parent, { recursive: true, force: true })
})

test('starts in a folder below one that is closed to others, durable and in UTF-8', async () => {
  running = await startPostgres(path.join(parent, 'data'))
  expect(await ask(running, `SELECT current_setting('fsync') || current_setting('synchronous_commit') AS answer`)).toBe(
    'onon',
  )
  expect(await ask(running, 'SHOW server_encoding')).toBe('UTF8')
  expect(await ask(running, `SELECT upper('élan ñ') AS answer`)).toBe('ÉLAN Ñ')
})

test('remembers port and password, and keeps what was committed over a clean stop', async () => {
  const dataDir = path.join(parent, 'data')
  const first = await startPostgres(dataDir)
  await ask(first, 'CREATE TABLE kept (n int)')
  await first.stop()
  running = await startPostgres(dataDir)
  expect(running.url).toBe(first.url)
  expect(await ask(running, 'SELECT count(*)::int AS answer FROM kept')).toBe(0)
})

test('starts again after a kill -9, with every commit', async () => {
  const dataDir = path.join(parent, 'data')
  const first = await startPostgres(dataDir)
  await ask(first, 'CREATE TABLE kept AS SELECT 1 AS n')
  process.kill(first.pid, 'SIGKILL')
  expect(await first.exited).toBe('SIGKILL')
  running = await startPostgres(dataDir)
  expect(await ask(running, 'SELECT n AS answer FROM kept')).toBe(1)
})

test('ends a server that an earlier life left running', async () => {
  const dataDir = path.join(parent, 'data')
  const orphan = await startPostgres(dataDir)
  running = await startPostgres(dataDir)
  await orphan.exited
  expect(running.pid).not.toBe(orphan.pid)
  expect(await ask(running, 'SELECT 1 AS answer')).toBe(1)
})

test('is not held up by a pid file whose number now belongs to somebody else', async () => {
  const dataDir = path.join(parent, 'data')
  const first = await startPostgres(dataDir)
  await first.stop()
  writeFileSync(path.join(clusterDir(dataDir), 'postmaster.pid'), `${process.pid}\n${clusterDir(dataDir)}\n1\n5432\n`)
  running = await startPostgres(dataDir)
  expect(await ask(running, 'SELECT 1 AS answer')).toBe(1)
})

test('takes another port when somebody sits on the remembered one', async () => {
  const dataDir = path.join(parent, 'data')
  const first = await startPostgres(dataDir)
  await first.stop()
  const port = Number(new URL(first.url).port)
  const squatter = createServer().listen(port, '127.0.0.1')
  running = await startPostgres(dataDir)
  squatter.close()
  expect(findAccess(dataDir)?.port).not.toBe(port)
  expect(await ask(running, 'SELECT 1 AS answer')).toBe(1)
})

test('keeps its password from other users', async () => {
  const dataDir = path.join(parent, 'data')
  running = await startPostgres(dataDir)
  expect(statSync(path.join(dataDir, 'database.json')).mode & 0o777).toBe(0o600)
  expect(statSync(clusterDir(dataDir)).mode & 0o777).toBe(0o700)
})

async function ask({ url }: Postgres, sql: string): Promise<unknown> {
  const client = createClient(url)
  await client.connect()
  const { rows } = await client.query(sql)
  await client.end()
  return Object.values(rows[0] ?? {})[0]
}
