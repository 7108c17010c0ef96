/** How our commands end when they are asked to: in time, with 0, and leaving nothing behind. */
import { existsSync, readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import pg from 'pg'
import { findAccess, urlOf } from '../server/launch/postgres/cluster'
import { createPlace, type Instance, launch, type Place, removePlace, start, stop, stopAll } from './instance'
import { createInbox, hasParts, isAlive, listSubjects, sendMail } from './observe'

test.describe.configure({ timeout: 120_000 })

let place: Place
let instance: Instance | undefined
test.beforeEach(async () => {
  place = await createPlace()
})
test.afterEach(async () => {
  await stopAll()
  instance = undefined
  removePlace(place)
})

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`${signal} ends it with 0 within ten seconds, open streams included, and leaves no process`, async () => {
    const first = await start(place)
    const inbox = await createInbox(first)
    const stream = await fetch(`${first.url}/api/v1/mailboxes/${inbox.address}/events`, { headers: inbox.headers })
    expect(stream.status).toBe(200)
    const parts = first.parts()
    const before = Date.now()
    expect(await stop(first, signal)).toMatchObject({ code: 0, signal: null })
    expect(Date.now() - before).toBeLessThan(10_000)
    expect(await stream.text()).toContain('event: ready')
    for (const pid of Object.values(parts)) expect(isAlive(pid)).toBe(false)
    instance = await start(place)
  })
}

test('a stop ends within ten seconds with all that can hold it up at once, and the next start works', async () => {
  const first = await start(place)
  const inbox = await createInbox(first)
  const [database, watcher] = [await openDatabase(first), await openDatabase(first)]
  // a statement and a delivery that wait for a lock, an open stream, an upload and a message that stay half sent
  const stream = await fetch(`${first.url}/api/v1/mailboxes/${inbox.address}/events`, { headers: inbox.headers })
  await database.query('BEGIN; LOCK mailboxes IN ACCESS EXCLUSIVE MODE')
  const waiting = [
    fetch(`${first.url}/api/v1/mailboxes/${inbox.address}`, { headers: inbox.headers }).catch(() => null),
    sendMail(first, inbox.address, 'waits').catch(() => null),
  ]
  const halves = [
    await talk(first.web, 'POST /api/v1/mailboxes HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"ttl'),
    await talk(first.smtp, `EHLO x\r\nMAIL FROM:<a@example.org>\r\nRCPT TO:<${inbox.address}>\r\nDATA\r\nSubject: ha`),
  ]
  await expect
    .poll(async () => (await watcher.query(WAITING)).rows.map(({ query }) => query), { timeout: 30_000 })
    .toEqual(
      expect.arrayContaining([expect.stringContaining('FROM mailboxes'), expect.stringContaining('WITH arrived')]),
    )
  // and a companion that hears nothing any more
  const parts = first.parts()
  process.kill(parts.companion, 'SIGSTOP')
  const before = Date.now()
  expect(await stop(first)).toMatchObject({ code: 0, signal: null })
  expect(Date.now() - before).toBeLessThan(10_000)
  for (const pid of Object.values(parts)) expect(isAlive(pid)).toBe(false)
  await Promise.all(waiting)
  for (const half of halves) half.destroy()
  expect(await stream.text()).toContain('event: ready')
  instance = await start(place)
  expect(await listSubjects(instance, inbox)).toEqual([])
})

test('a signal while it starts ends it with 0 and leaves no process', async () => {
  const first = launch(place)
  await expect.poll(() => hasParts(first), { intervals: [10], timeout: 60_000 }).toBe(true)
  const parts = first.parts()
  expect(await stop(first)).toMatchObject({ code: 0 })
  for (const pid of Object.values(parts)) expect(isAlive(pid)).toBe(false)
})

test('an operator who calls off a command leaves no database running that was started for it', async () => {
  const command = launch(place, {}, ['admin', 'stats'])
  const pidFile = path.join(place.dataDir, 'postgres/postmaster.pid')
  await expect.poll(() => existsSync(pidFile), { intervals: [10], timeout: 60_000 }).toBe(true)
  const postgres = Number.parseInt(readFileSync(pidFile, 'utf8'), 10)
  expect(await stop(command, 'SIGINT')).toMatchObject({ code: 130 })
  expect(isAlive(postgres)).toBe(false)
})

const WAITING = `SELECT query FROM pg_stat_activity WHERE datname = 'mayfly' AND wait_event_type = 'Lock'`

async function openDatabase({ dataDir }: Place): Promise<pg.Client> {
  const access = findAccess(dataDir)
  if (!access) throw new Error('There is no database')
  const client = new pg.Client(urlOf(access))
  // it ends with the database
  client.on('error', () => {})
  await client.connect()
  return client
}

/** A connection that has sent this, and goes on to say nothing. */
async function talk(port: number, bytes: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  await new Promise<void>((resolve) => socket.write(bytes, () => resolve()))
  return socket
}
