import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import { createTestMailbox } from '@/lib/testing/factories'
import { createEmptyDatabase, dropDatabase } from '@/lib/testing/template-database'
import { Client } from './smtp/testing/dialogue'
import { bundleCompanion, type CompanionProcess, startCompanionProcess } from './testing/companion-process'

let ctx: TestContext
let file: string
beforeAll(async () => {
  ctx = await createTestContext()
  file = await bundleCompanion()
})
afterAll(() => ctx.dispose())

const start = (env: Record<string, string> = {}) =>
  startCompanionProcess(file, { DATABASE_URL: ctx.db.url, RATE_LIMITS: 'off', ...env })

function portsOf({ ports, output }: CompanionProcess) {
  if (!ports) throw new Error(`not ready: ${output()}`)
  return ports
}

/** Sends until told to stop or cut off; returns the subjects that were acknowledged. */
async function sendStream(port: number, address: string, name: string, isDone: () => boolean): Promise<string[]> {
  const acknowledged: string[] = []
  const client = await Client.connect(port)
  await client.reply()
  await client.command('EHLO stream')
  for (let index = 0; !isDone(); index++) {
    const subject = `${name}.${index}`
    await client.command('MAIL FROM:<a@example.com>')
    await client.command(`RCPT TO:<${address}>`)
    await client.command('DATA')
    const reply = await client.command(`Subject: ${subject}\r\n\r\n${'x'.repeat(1_500)}\r\n.\r\n`)
    if (!reply) break
    if (reply.startsWith('250')) acknowledged.push(subject)
  }
  client.socket.destroy()
  return acknowledged
}

const count = async (sql: string, values: unknown[]) =>
  (await ctx.db.pool.query<{ n: number }>(sql, values)).rows[0]?.n ?? 0

const countMessages = (id: string) => count('SELECT count(*)::int AS n FROM messages WHERE mailbox_id = $1', [id])
const countUnparsed = (id: string) =>
  count('SELECT count(*)::int AS n FROM unparsed_messages WHERE mailbox_id = $1', [id])

const countActive = (id: string) => count('SELECT count(*)::int AS n FROM mailboxes WHERE is_active AND id = $1', [id])

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(20)
}

test('takes mail in, parses it, flips what expired, and answers its operator', async () => {
  const past = await createTestMailbox(ctx, { expiresIn: '-1 second' })
  const companion = await start()
  const { smtpPort, companionPort } = portsOf(companion)
  const { id, address } = await createTestMailbox(ctx)
  let sent = 0
  await sendStream(smtpPort, address, 'one', () => sent++ === 3)
  await until(async () => (await countUnparsed(id)) === 0)
  const { rows } = await ctx.db.pool.query(
    'SELECT preview, parse_error FROM message_contents c JOIN messages m ON m.id = c.message_id WHERE m.mailbox_id = $1',
    [id],
  )
  expect(rows).toHaveLength(3)
  expect(rows[0]).toMatchObject({ preview: expect.stringMatching(/^x+/), parse_error: null })
  const get = (path: string) => fetch(`http://127.0.0.1:${companionPort}${path}`)
  expect((await get('/healthz')).status).toBe(200)
  expect((await get('/readyz')).status).toBe(200)
  expect((await get('/nothing')).status).toBe(404)
  expect(await (await get('/metrics')).text()).toMatch(/^mayfly_smtp_accepted_total 3$/m)
  await until(async () => (await countActive(past.id)) === 0)
  expect(companion.output()).toMatch(/^Mayfly companion is ready on smtp:\/\/localhost:\d+$/m)
  companion.child.kill('SIGTERM')
  expect(await companion.exited).toEqual({ code: 0, signal: null })
})

test('SIGTERM in the middle of a stream ends it within seconds, and nothing acknowledged is lost', async () => {
  const companion = await start()
  const { smtpPort } = portsOf(companion)
  const { id, address } = await createTestMailbox(ctx)
  const streams = Array.from({ length: 5 }, (_, index) => sendStream(smtpPort, address, `s${index}`, () => false))
  await until(async () => (await countMessages(id)) >= 50)
  const stoppedAt = performance.now()
  companion.child.kill('SIGTERM')
  expect(await companion.exited).toEqual({ code: 0, signal: null })
  expect(performance.now() - stoppedAt).toBeLessThan(5_500)
  const acknowledged = (await Promise.all(streams)).flat()
  expect(await countMessages(id)).toBe(acknowledged.length)
})

test('SIGTERM ends a half-sent message with 421 and a record of it, and finds its database open to the last', async () => {
  const companion = await start()
  const { id, address } = await createTestMailbox(ctx)
  const client = await Client.connect(portsOf(companion).smtpPort)
  await client.reply()
  for (const line of ['EHLO half', 'MAIL FROM:<a@example.com>', `RCPT TO:<${address}>`, 'DATA']) {
    await client.command(line)
  }
  client.send('half of it\r\n')
  companion.child.kill('SIGTERM')
  expect(await client.reply()).toMatch(/^421 4\.3\.2 /)
  expect(await companion.exited).toEqual({ code: 0, signal: null })
  expect(companion.output()).not.toMatch(/after calling end|"level":(40|50)/)
  const { rows } = await ctx.db.pool.query('SELECT smtp_code, reason FROM deliveries WHERE mailbox_id = $1', [id])
  expect(rows).toEqual([{ smtp_code: 421, reason: 'shutting_down' }])
})

test('kill -9 in the middle of a stream: every acknowledged message is there once, seq dense, and healed by the next', async () => {
  const { id, address } = await createTestMailbox(ctx)
  const acknowledged: string[] = []
  for (let round = 0; round < 3; round++) {
    const companion = await start()
    const { smtpPort } = portsOf(companion)
    const before = await countMessages(id)
    const streams = Array.from({ length: 10 }, (_, k) => sendStream(smtpPort, address, `${round}.${k}`, () => false))
    await until(async () => (await countMessages(id)) >= before + 100)
    companion.child.kill('SIGKILL')
    await companion.exited
    acknowledged.push(...(await Promise.all(streams)).flat())
  }
  const { rows } = await ctx.db.pool.query('SELECT seq, subject FROM messages WHERE mailbox_id = $1 ORDER BY seq', [id])
  const subjects = rows.map(({ subject }) => subject)
  expect(acknowledged.length).toBeGreaterThan(250)
  expect(new Set(subjects).size).toBe(subjects.length)
  expect(acknowledged.filter((subject) => !subjects.includes(subject))).toEqual([])
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1))
  const healer = await start()
  await until(async () => (await countUnparsed(id)) === 0)
  healer.child.kill('SIGTERM')
  await healer.exited
  expect(
    await count(
      `SELECT count(*)::int AS n FROM messages m LEFT JOIN message_contents c ON c.message_id = m.id
       WHERE m.mailbox_id = $1 AND (c.message_id IS NULL OR c.parse_error IS NOT NULL)`,
      [id],
    ),
  ).toBe(0)
}, 60_000)

test('ends with whoever started it', async () => {
  const companion = await start()
  portsOf(companion)
  companion.child.disconnect()
  expect(await companion.exited).toEqual({ code: 0, signal: null })
})

test('says in one line what keeps it from starting', async () => {
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '0.0.0.0', resolve))
  const address = taken.address()
  const port = String(typeof address === 'object' && address?.port)
  const empty = await createEmptyDatabase()
  const cases: [Record<string, string>, RegExp][] = [
    [{ DATABASE_URL: '' }, /^DATABASE_URL: is required here\n$/],
    [{ NEXTAUTH_SECRET: '' }, /^NEXTAUTH_SECRET: is required here\n$/],
    [{ SMTP_PORT: 'x', MAIL_DOMAINS: '-' }, /^SMTP_PORT: .*\nMAIL_DOMAINS: .*\n$/],
    [{ SMTP_PORT: port }, new RegExp(`^SMTP_PORT: ${port} on 0\\.0\\.0\\.0 is already in use\n$`)],
    [{ COMPANION_PORT: port }, new RegExp(`^COMPANION_PORT: ${port} on 127\\.0\\.0\\.1 is already in use\n$`)],
    [
      { DATABASE_URL: 'postgres://postgres:hidden@127.0.0.1:1/nowhere' },
      /^DATABASE_URL: cannot use the database at 127\.0\.0\.1:1\/nowhere: .*ECONNREFUSED.*\n$/,
    ],
    [{ DATABASE_URL: empty }, /^DATABASE_URL: the database at .* is not migrated \(npm run db:migrate\)\n$/],
  ]
  await Promise.all(
    cases.map(async ([env, line]) => {
      const { exited, output } = await start(env)
      expect(await exited).toEqual({ code: 1, signal: null })
      expect(output()).toMatch(line)
    }),
  )
  await dropDatabase(empty)
  taken.close()
}, 60_000)
