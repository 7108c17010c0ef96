/** `npm start` seen from outside: what it survives, how it ends, and what it says when it cannot start. */
import { createServer } from 'node:net'
import { expect, test } from '@playwright/test'
import { createTransport } from 'nodemailer'
import { createPlace, type Instance, launch, type Place, removePlace, start, stop, stopAll } from './instance'

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

test('a part that is killed is started again, and nothing acknowledged is lost', async () => {
  instance = await start(place)
  const inbox = await createInbox(instance)
  for (const part of ['companion', 'postgres', 'web'] as const) {
    const before = instance.parts()[part]
    await sendMail(instance, inbox.address, part)
    process.kill(before, 'SIGKILL')
    await expect.poll(() => instance?.parts()[part], { timeout: 30_000 }).not.toBe(before)
    await expect.poll(() => isReady(instance), { timeout: 30_000 }).toBe(true)
  }
  expect(isAlive(instance.pid)).toBe(true)
  await expect.poll(() => listSubjects(instance, inbox)).toEqual(['web', 'postgres', 'companion'])
})

test('a start after kill -9 of the launcher alone ends what it left behind and keeps the data', async () => {
  const first = await start(place)
  const inbox = await createInbox(first)
  const orphans = first.parts()
  process.kill(first.pid, 'SIGKILL')
  instance = await start(place)
  for (const pid of Object.values(orphans)) expect(isAlive(pid)).toBe(false)
  expect(await listSubjects(instance, inbox)).toEqual([])
})

test('a start after kill -9 of everything keeps what was acknowledged', async () => {
  const first = await start(place)
  const inbox = await createInbox(first)
  await sendMail(first, inbox.address, 'kept')
  for (const pid of [first.pid, ...Object.values(first.parts())]) process.kill(pid, 'SIGKILL')
  instance = await start(place)
  await expect.poll(() => listSubjects(instance, inbox)).toEqual(['kept'])
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

test('a signal while it starts ends it with 0 and leaves no process', async () => {
  const first = launch(place)
  await expect.poll(() => hasParts(first), { intervals: [10], timeout: 60_000 }).toBe(true)
  const parts = first.parts()
  expect(await stop(first)).toMatchObject({ code: 0 })
  for (const pid of Object.values(parts)) expect(isAlive(pid)).toBe(false)
})

test('after a kill -9 while it starts, web and companion end by themselves and the next start works', async () => {
  const first = launch(place)
  await expect.poll(() => hasParts(first), { intervals: [10], timeout: 60_000 }).toBe(true)
  const { web, companion } = first.parts()
  process.kill(first.pid, 'SIGKILL')
  await expect.poll(() => isAlive(web) || isAlive(companion), { timeout: 30_000 }).toBe(false)
  instance = await start(place)
  expect(await isReady(instance)).toBe(true)
})

test('two start on one data folder: the second says so and ends', async () => {
  instance = await start(place)
  const second = await launch({ ...(await createPlace()), dataDir: place.dataDir }).ended
  expect(second.code).toBe(1)
  expect(lastLines(second.output)).toEqual([
    expect.stringMatching(/^DATA_DIR: .* is in use by another Mayfly, process \d+$/),
  ])
  expect(await isReady(instance)).toBe(true)
})

for (const [variable, port] of [
  ['PORT', 'web'],
  ['SMTP_PORT', 'smtp'],
  ['COMPANION_PORT', 'companion'],
] as const) {
  test(`says that ${variable} is taken, and ends`, async () => {
    const squatter = createServer().listen(place[port], port === 'companion' ? '127.0.0.1' : '0.0.0.0')
    const { code, output } = await launch(place).ended
    squatter.close()
    expect(code).toBe(1)
    expect(lastLines(output)).toEqual([
      expect.stringMatching(new RegExp(`^${variable}: ${place[port]} .*already in use$`)),
    ])
  })
}

test('says each variable that is wrong in a line of its own, and ends', async () => {
  const { code, output } = await launch(place, { PORT: 'many', UNKNOWN_RECIPIENT: 'maybe', MAIL_DOMAINS: 'a b' }).ended
  expect(code).toBe(1)
  expect(lastLines(output).map((line) => line.split(':')[0])).toEqual(['PORT', 'MAIL_DOMAINS', 'UNKNOWN_RECIPIENT'])
})

test('says that the database cannot be reached, without its password, and ends', async () => {
  const DATABASE_URL = 'postgres://someone:hidden@127.0.0.1:1/mayfly'
  const { code, output } = await launch(place, { DATABASE_URL, NEXTAUTH_SECRET: 'long enough for a test' }).ended
  expect(code).toBe(1)
  expect(lastLines(output)).toEqual([expect.stringMatching(/^DATABASE_URL: .*127\.0\.0\.1:1\/mayfly.*ECONNREFUSED/)])
  expect(output).not.toContain('hidden')
})

type Inbox = { address: string; headers: Record<string, string> }

async function createInbox({ url }: Instance): Promise<Inbox> {
  const response = await fetch(`${url}/api/v1/mailboxes`, { method: 'POST' })
  const { address, session_token } = await response.json()
  return { address, headers: { authorization: `Bearer ${session_token}` } }
}

async function listSubjects(instance: Instance | undefined, { address, headers }: Inbox): Promise<string[]> {
  const response = await fetch(`${instance?.url}/api/v1/mailboxes/${address}/messages`, { headers })
  const { items } = await response.json()
  return items.map(({ subject }: { subject: string }) => subject)
}

async function sendMail({ smtp }: Instance, to: string, subject: string): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port: smtp, tls: { rejectUnauthorized: false } })
  await transport.sendMail({ from: 'ada@example.org', to, subject, text: subject })
  transport.close()
}

/** Both processes answer, and the database behind them. */
async function isReady(instance: Instance | undefined): Promise<boolean> {
  if (!instance) return false
  const urls = [`${instance.url}/readyz`, `http://127.0.0.1:${instance.companion}/readyz`]
  const answers = await Promise.all(urls.map((url) => fetch(url).catch(() => null)))
  return answers.every((answer) => answer?.status === 200)
}

function hasParts(instance: Instance): boolean {
  try {
    return Object.values(instance.parts()).every(isAlive)
  } catch {
    return false
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function lastLines(output: string): string[] {
  return output.split('\n').filter((line) => line !== '' && !line.startsWith('Mayfly builds'))
}
