import { afterEach, expect, test } from 'vitest'
import { getMailbox } from '@/lib/mailboxes/mailboxes'
import { recordRefusals } from '@/lib/mailboxes/record-refusal'
import { createTestUser } from '@/lib/testing/accounts'
import { createTestMailbox } from '@/lib/testing/factories'
import { Client, play, type Step } from './testing/dialogue'
import { startTestListener, type TestListener } from './testing/start'

let smtp: TestListener
afterEach(() => smtp.stop())

const envelope = (address: string, parameters = ''): Step[] => [
  { send: 'EHLO client.example', expect: /^250/ },
  { send: `MAIL FROM:<Secret.Name@Example.com>${parameters}`, expect: /^250/ },
  { send: `RCPT TO:<${address}>`, expect: /^250/ },
  { send: 'DATA', expect: /^354/ },
]

async function open(steps: Step[]): Promise<Client> {
  const client = await Client.connect(smtp.port)
  await client.reply()
  for (const { send } of steps) await client.command(send ?? '')
  return client
}

type Refused = { at: Date; result: string; smtp_code: number; reason: string; from_domain: string; size: number }

/** Waits until the owner's log has `count` entries: filing them is not part of the dialogue. */
async function readRefused(mailboxId: string, count: number): Promise<Refused[]> {
  for (;;) {
    const { rows } = await smtp.ctx.db.pool.query<Refused>(
      'SELECT at, result, smtp_code, reason, from_domain, client_name, tls, size FROM deliveries WHERE mailbox_id = $1 ORDER BY id',
      [mailboxId],
    )
    if (rows.length >= count) return rows
  }
}

test('one address gets only so many connections, and gets them back when it leaves', async () => {
  smtp = await startTestListener({ RATE_LIMITS: 'on' })
  const clients = await Promise.all(Array.from({ length: 20 }, () => open([])))
  const refused = await Client.connect(smtp.port)
  expect(await refused.reply()).toMatch(/^421 4\.7\.0 /)
  await refused.closed()
  await clients[0]?.command('QUIT')
  await clients[0]?.closed()
  for (;;) {
    const next = await Client.connect(smtp.port)
    if (/^220/.test(await next.reply())) break
  }
  for (const { socket } of clients) socket.destroy()
})

test('in reject mode unknown and ended mailboxes are refused at RCPT, live ones accepted', async () => {
  smtp = await startTestListener({ UNKNOWN_RECIPIENT: 'reject' })
  const live = await createTestMailbox(smtp.ctx)
  const past = await createTestMailbox(smtp.ctx, { expiresIn: '-1 second' })
  const steps: Step[] = [
    ...envelope(live.address).slice(0, 3),
    { send: `RCPT TO:<${past.address}>`, expect: /^550 5\.1\.1 / },
    { send: 'RCPT TO:<nobody@mayfly.localhost>', expect: /^550 5\.1\.1 / },
    { send: 'RCPT TO:<+@mayfly.localhost>', expect: /^550 5\.1\.1 / },
    { send: 'RCPT TO:<postmaster@mayfly.localhost>', expect: /^250 / },
    { send: 'RCPT TO:<a@example.com>', expect: /^550 5\.7\.1 / },
  ]
  expect(await play(smtp.port, steps)).toEqual([])
  const told = () => getMailbox(smtp.ctx, past.viewer, past.address).catch(({ extra }) => extra)
  await expect.poll(told).toMatchObject({ refused_since: 1 })
})

test('in reject mode an address in somebody’s namespace is taken, and makes its mailbox, unless it has ended', async () => {
  smtp = await startTestListener({ UNKNOWN_RECIPIENT: 'reject' })
  const { ownerId } = await createTestUser(smtp.ctx, 'free')
  const { namespace } = await smtp.ctx.db.prisma.user.findUniqueOrThrow({ where: { id: ownerId ?? '' } })
  const inNamespace = (name: string) => `${name}.${namespace}@mayfly.localhost`
  const past = await createTestMailbox(smtp.ctx, { localPart: `past.${namespace}`, expiresIn: '-1 second' })
  const client = await open([
    ...envelope(inNamespace('New')).slice(0, 3),
    { send: `RCPT TO:<${past.address}>`, expect: /^550 5\.1\.1 / },
    { send: 'RCPT TO:<x.bababaka0000@mayfly.localhost>', expect: /^550 5\.1\.1 / },
    { send: 'DATA', expect: /^354 / },
  ])
  expect(await client.command('Subject: First\r\n\r\nHello\r\n.\r\n')).toMatch(/^250 /)
  client.socket.destroy()
  const { rows } = await smtp.ctx.db.pool.query('SELECT address, last_seq FROM live_mailboxes WHERE owner_id = $1', [
    ownerId,
  ])
  expect(rows).toEqual([{ address: inNamespace('new'), last_seq: 1 }])
})

test('in reject mode a mailbox that ends before its DATA is refused, unless another recipient lives', async () => {
  smtp = await startTestListener({ UNKNOWN_RECIPIENT: 'reject' })
  for (const [hasOther, expected] of [
    [false, /^550 5\.1\.1 /],
    [true, /^250 /],
  ] as const) {
    const ending = await createTestMailbox(smtp.ctx)
    const other = await createTestMailbox(smtp.ctx)
    const steps = envelope(ending.address)
    if (hasOther) steps.splice(3, 0, { send: `RCPT TO:<${other.address}>` })
    const client = await open(steps)
    await smtp.ctx.db.pool.query('UPDATE mailboxes SET expires_at = now() WHERE id = $1', [ending.id])
    expect(await client.command('late\r\n.\r\n')).toMatch(expected)
    client.socket.destroy()
    const { rows } = await smtp.ctx.db.pool.query('SELECT seq FROM messages WHERE mailbox_id = $1', [ending.id])
    expect(rows).toEqual([])
  }
})

test('when the database cannot commit the sender is told to try again', async () => {
  smtp = await startTestListener()
  const { address } = await createTestMailbox(smtp.ctx)
  const client = await open(envelope(address))
  await smtp.ctx.db.pool.query('ALTER TABLE messages RENAME TO away')
  expect(await client.command('x\r\n.\r\n')).toMatch(/^451 4\.3\.0 /)
  await smtp.ctx.db.pool.query('ALTER TABLE away RENAME TO messages')
  for (const { send, expect: expected } of envelope(address).slice(1)) {
    expect(await client.command(send ?? '')).toMatch(expected as RegExp)
  }
  expect(await client.command('x\r\n.\r\n')).toMatch(/^250/)
  client.socket.destroy()
})

test('the owner reads why mail did not arrive, and not from whom', async () => {
  smtp = await startTestListener({ MAX_MESSAGE_BYTES: '2000' }, { limits: { dataLimitMs: 60 } })
  const { id, address } = await createTestMailbox(smtp.ctx)
  await play(smtp.port, [
    { send: 'EHLO client.example', expect: /^250/ },
    { send: `MAIL FROM:<Secret.Name@Example.com> SIZE=9999\r\nRCPT TO:<${address}>\r\n`, expect: [/^552/, /^503/] },
  ])
  await readRefused(id, 1)
  expect(
    await play(smtp.port, [...envelope(address), { send: `${'x'.repeat(3_000)}\r\n.\r\n`, expect: /^552/ }]),
  ).toEqual([])
  await readRefused(id, 2)
  const slow = await open(envelope(address))
  slow.send(Buffer.from('slow and never done'))
  expect(await slow.reply()).toMatch(/^421 4\.4\.2 /)
  await readRefused(id, 3)
  const gone = await open(envelope(address))
  gone.socket.end('half a mess')
  await readRefused(id, 4)
  await smtp.ctx.db.pool.query(`UPDATE plans SET max_message_bytes = 100 WHERE id = 'anonymous'`)
  const step = { send: `${'x'.repeat(200)}\r\n.\r\n`, expect: /^552 5\.3\.4 / }
  expect(await play(smtp.port, [...envelope(address), step])).toEqual([])
  const rows = await readRefused(id, 5)
  expect(rows.map(({ smtp_code, reason, from_domain }) => [smtp_code, reason, from_domain])).toEqual([
    [552, 'message_too_large', 'example.com'],
    [552, 'message_too_large', 'example.com'],
    [421, 'timeout', 'example.com'],
    [null, 'connection_lost', 'example.com'],
    [552, 'message_too_large_for_plan', 'example.com'],
  ])
  expect(rows.map(({ size }) => size).slice(0, 2)).toEqual([9_999, 3_002])
  expect(JSON.stringify(rows).toLowerCase()).not.toContain('secret')
})

test('the recipient that was one too many reads so, and what RSET took back is not held against anybody', async () => {
  smtp = await startTestListener({ MAX_MESSAGE_BYTES: '2000' }, { limits: { maxRecipients: 1 } })
  const [first, second] = [await createTestMailbox(smtp.ctx), await createTestMailbox(smtp.ctx)]
  await play(smtp.port, [
    { send: 'EHLO client.example', expect: /^250/ },
    { send: 'MAIL FROM:<a@example.com> SIZE=9999', expect: /^552/ },
    { send: 'RSET', expect: /^250/ },
    { send: `RCPT TO:<${first.address}>`, expect: /^503/ },
    { send: 'MAIL FROM:<a@example.com>', expect: /^250/ },
    { send: `RCPT TO:<${first.address}>`, expect: /^250/ },
    { send: `RCPT TO:<${second.address}>`, expect: /^452/ },
    { send: 'QUIT', expect: /^221/ },
  ])
  expect(await readRefused(second.id, 1)).toMatchObject([{ smtp_code: 452, reason: 'too_many_recipients' }])
  expect(await readRefused(first.id, 0)).toEqual([])
})

test('an attempt that ends between its RCPT and its DATA is filed with the reason', async () => {
  smtp = await startTestListener({}, { limits: { idleMs: 200 } })
  const { id, address } = await createTestMailbox(smtp.ctx)
  const named = envelope(address).slice(0, 3)
  const errors = Array.from({ length: 10 }, () => 'BOGUS\r\n').join('')
  await play(smtp.port, [...named, { send: errors, expect: [...Array.from({ length: 9 }, () => /^500/), /^421/] }])
  await readRefused(id, 1)
  const idle = await open(named)
  expect(await idle.reply()).toMatch(/^421 4\.4\.2 /)
  await readRefused(id, 2)
  const gone = await open(named)
  gone.socket.destroy()
  await readRefused(id, 3)
  await play(smtp.port, [...named, { send: 'GET / HTTP/1.1', expect: /^421 4\.5\.0 / }])
  await readRefused(id, 4)
  await play(smtp.port, [
    named[0] ?? {},
    { send: `MAIL FROM:<a@example.com> BODY=BINARYMIME\r\nRCPT TO:<${address}>\r\n`, expect: [/^501/, /^503/] },
  ])
  await readRefused(id, 5)
  await play(smtp.port, [
    ...named.slice(0, 2),
    { send: `RCPT TO:<${address}> NOTIFY=NEVER`, expect: /^555/ },
    { send: 'QUIT', expect: /^221/ },
  ])
  await readRefused(id, 6)
  const waiting = await open(named)
  await smtp.close()
  expect(await waiting.reply()).toMatch(/^421 4\.3\.2 /)
  const rows = await readRefused(id, 7)
  expect(rows.map(({ smtp_code, reason, from_domain }) => [smtp_code, reason, from_domain])).toEqual([
    [421, 'too_many_errors', 'example.com'],
    [421, 'timeout', 'example.com'],
    [null, 'connection_lost', 'example.com'],
    [421, 'not_smtp', 'example.com'],
    [501, 'bad_parameters', 'example.com'],
    [555, 'bad_parameters', 'example.com'],
    [421, 'shutting_down', 'example.com'],
  ])
})

test('whoever takes back what he announced, in good order, has attempted nothing', async () => {
  smtp = await startTestListener()
  const { id, address } = await createTestMailbox(smtp.ctx)
  for (const farewell of ['QUIT', 'RSET', 'EHLO again']) {
    const client = await open([...envelope(address).slice(0, 3), { send: farewell }])
    client.socket.destroy()
  }
  expect(await play(smtp.port, [...envelope(address), { send: 'x\r\n.\r\n', expect: /^250/ }])).toEqual([])
  while (smtp.connections() > 0) await new Promise(setImmediate)
  await smtp.close()
  expect(await readRefused(id, 0)).toEqual([])
})

test('what was refused while the database was away is filed when it is back, with the time at which it was', async () => {
  smtp = await startTestListener({ UNKNOWN_RECIPIENT: 'reject' })
  const { id, address } = await createTestMailbox(smtp.ctx)
  const rename = (from: string, to: string) => smtp.ctx.db.pool.query(`ALTER TABLE ${from} RENAME TO ${to}`)
  await rename('deliveries', 'deliveries_away')
  const client = await open(envelope(address))
  await rename('messages', 'messages_away')
  expect(await client.command('x\r\n.\r\n')).toMatch(/^451 4\.3\.0 /)
  await smtp.ctx.db.pool.query('ALTER VIEW live_mailboxes RENAME TO live_away')
  const steps = envelope(address).slice(0, 2)
  expect(await play(smtp.port, [...steps, { send: `RCPT TO:<${address}>`, expect: /^451 4\.3\.0 / }])).toEqual([])
  await smtp.ctx.db.pool.query('ALTER VIEW live_away RENAME TO live_mailboxes')
  await rename('messages_away', 'messages')
  const { rows } = await smtp.ctx.db.pool.query<{ now: Date }>('SELECT now()')
  await rename('deliveries_away', 'deliveries')
  const filed = await readRefused(id, 2)
  expect(filed.map(({ smtp_code, reason, size }) => [smtp_code, reason, size])).toEqual([
    [451, 'storage_unavailable', 3],
    [451, 'storage_unavailable', null],
  ])
  // on its way to the database the age grows by a little; the next try to file it comes later than that
  expect(Math.max(...filed.map(({ at }) => at.getTime()))).toBeLessThanOrEqual((rows[0]?.now.getTime() ?? 0) + 200)
  client.socket.destroy()
})

test('an attempt from before a mailbox existed is not in its log', async () => {
  smtp = await startTestListener()
  const { id, address } = await createTestMailbox(smtp.ctx)
  const attempt = { smtpCode: 451, reason: 'x', mailFrom: '', clientName: '', tls: null, size: null, durationMs: 0 }
  await recordRefusals(smtp.ctx, [address], { ...attempt, ageMs: 60_000 })
  await recordRefusals(smtp.ctx, [address], { ...attempt, ageMs: 0 })
  expect(await readRefused(id, 1)).toHaveLength(1)
})

test('only live mailboxes get refusals, and only the newest are kept', async () => {
  smtp = await startTestListener()
  const live = await createTestMailbox(smtp.ctx)
  const past = await createTestMailbox(smtp.ctx, { expiresIn: '-1 second' })
  const attempt = {
    smtpCode: 552,
    reason: 'message_too_large',
    mailFrom: '',
    clientName: 'me',
    tls: null,
    size: 1,
    durationMs: 1.5,
    ageMs: 0,
  }
  await smtp.ctx.db.pool.query(
    `INSERT INTO deliveries (mailbox_id, at, result, client_name, duration_ms)
     SELECT $1, now() - interval '1 minute', 'refused', 'old', n FROM generate_series(1, 1000) n`,
    [live.id],
  )
  await recordRefusals(smtp.ctx, [live.address, past.address, 'nobody@mayfly.localhost'], attempt)
  expect(await readRefused(past.id, 0)).toEqual([])
  const rows = await readRefused(live.id, 1_000)
  expect(rows).toHaveLength(1_000)
  expect(rows.at(-1)).toMatchObject({ smtp_code: 552, from_domain: null, size: 1 })
})

test('all sessions together buffer no more than the budget and one message, and every message is finished', async () => {
  const bufferBytes = 1_000_000
  smtp = await startTestListener({}, { limits: { bufferBytes } })
  const { id, address } = await createTestMailbox(smtp.ctx)
  const bytes = 700_000
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, smtp.bufferedBytes())
  }, 1)
  await Promise.all(
    Array.from({ length: 12 }, async (_, index) => {
      const client = await open(envelope(address))
      expect(await client.command(Buffer.from(`${String(index % 10).repeat(bytes)}\r\n.\r\n`))).toMatch(/^250/)
      client.socket.destroy()
    }),
  )
  clearInterval(watch)
  const { rows } = await smtp.ctx.db.pool.query('SELECT size FROM messages WHERE mailbox_id = $1', [id])
  expect(rows.map(({ size }) => size)).toEqual(Array.from({ length: 12 }, () => bytes + 2))
  expect(peak).toBeGreaterThan(bytes)
  // what each session reads in the moment in which it is stopped comes on top
  expect(peak).toBeLessThan(bufferBytes + bytes + 12 * 150_000)
  expect(smtp.bufferedBytes()).toBe(0)
})

test('senders that vanish in the middle of DATA leave nothing behind', async () => {
  smtp = await startTestListener({}, { limits: { bufferBytes: 300_000 } })
  const { id, address } = await createTestMailbox(smtp.ctx)
  for (let round = 0; round < 10; round++) {
    const client = await open(envelope(address))
    client.socket.write('x'.repeat(200_000))
    if (round % 2) client.socket.resetAndDestroy()
    else client.socket.end()
    await client.closed()
  }
  expect(
    await play(smtp.port, [...envelope(address), { send: `${'y'.repeat(400_000)}\r\n.\r\n`, expect: /^250/ }]),
  ).toEqual([])
  while (smtp.connections() > 0) await new Promise(setImmediate)
  expect(smtp.bufferedBytes()).toBe(0)
  const { rows } = await smtp.ctx.db.pool.query('SELECT seq, size FROM messages WHERE mailbox_id = $1', [id])
  expect(rows).toEqual([{ seq: 1, size: 400_002 }])
})

test('closing cuts off a message that never ends, tells its sender and its recipient, and is closed afterwards', async () => {
  smtp = await startTestListener()
  const { id, address } = await createTestMailbox(smtp.ctx)
  const half = await open(envelope(address))
  half.send('half a message\r\n')
  await smtp.close()
  expect(await half.reply()).toMatch(/^421 4\.3\.2 /)
  expect(await readRefused(id, 0)).toMatchObject([{ smtp_code: 421, reason: 'shutting_down' }])
  expect(smtp.bufferedBytes()).toBe(0)
})

test('closing finishes the message under way, says 421 to the others and takes nothing new', async () => {
  smtp = await startTestListener()
  const { address } = await createTestMailbox(smtp.ctx)
  const busy = await open(envelope(address))
  const idle = await open([{ send: 'EHLO me' }])
  const closing = smtp.close()
  expect(await idle.reply()).toMatch(/^421 4\.3\.2 /)
  expect(await busy.command('finished\r\n.\r\n')).toMatch(/^250/)
  expect(await busy.reply()).toMatch(/^421 4\.3\.2 /)
  await closing
  await expect(Client.connect(smtp.port)).rejects.toThrow(/ECONNREFUSED/)
  smtp = await startTestListener()
})
