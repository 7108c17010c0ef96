import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import { createTestMailbox } from '@/lib/testing/factories'
import { createContentsWriter, ParsingStopped, type StoredMessage } from './contents'
import { type EncodedContents, encodeContents } from './contents/encode'
import { parseMessage } from './parse'

let ctx: TestContext
let mailboxId: string
beforeAll(async () => {
  ctx = await createTestContext()
  mailboxId = (await createTestMailbox(ctx)).id
})
afterAll(() => ctx.dispose())

let seq = 0
const mail = (subject: string) => Buffer.from(`Subject: ${subject}\r\n\r\nYour code is 482913\r\n`)
const parse = async (raw: Buffer) => encodeContents(await parseMessage(raw))
const never = new AbortController().signal

/** A stored message that nobody has parsed, waiting since `age`. */
async function store(raw: Buffer, age = '0 seconds', mailbox = mailboxId): Promise<StoredMessage> {
  const message = { id: randomUUID(), mailboxId: mailbox, seq: ++seq }
  await ctx.db.pool.query(
    `WITH source AS (INSERT INTO message_sources (mailbox_id, seq, slot, raw) VALUES ($2, $3, 5, $5))
     INSERT INTO messages (id, mailbox_id, seq, slot, received_at, size, mail_from, rcpt_to, client_name, client_ip, protocol,
       duration_ms, to_list, subject)
     VALUES ($1, $2, $3, 5, now(), $4, '', '', '', '', 'ESMTP', 0, '[]', '')`,
    [message.id, mailbox, message.seq, raw.length, raw],
  )
  await ctx.db.pool.query(`INSERT INTO unparsed_messages VALUES ($1, $2, $3, now() - $4::interval)`, [
    mailbox,
    message.seq,
    message.id,
    age,
  ])
  return message
}

async function unparsed(): Promise<string[]> {
  const { rows } = await ctx.db.pool.query('SELECT message_id FROM unparsed_messages ORDER BY seq')
  return rows.map(({ message_id }) => message_id)
}

const contentsOf = ({ id }: StoredMessage) => ctx.db.prisma.messageContent.findFirst({ where: { messageId: id } })

test('writes contents, takes the message off the list and rings', async () => {
  const writer = createContentsWriter(ctx, parse)
  const raw = mail('hello')
  const message = await store(raw)
  await ctx.bus.ready()
  const rang = new Promise((resolve) => ctx.bus.subscribe(mailboxId, resolve))
  writer.accept([message], raw, '192.0.2.1')
  await expect(rang).resolves.toMatchObject({ type: 'messages', mailboxId })
  await writer.drained()
  expect(await contentsOf(message)).toMatchObject({ otp: '482913', parseError: null, attachmentCount: 0 })
  expect(await unparsed()).toEqual([])
  const { rows } = await ctx.db.pool.query(
    `SELECT mailbox_id, seq, search_text, octet_length(search_signature) AS bytes FROM message_contents WHERE message_id = $1`,
    [message.id],
  )
  expect(rows).toEqual([{ mailbox_id: mailboxId, seq: message.seq, search_text: expect.any(String), bytes: 64 }])
  expect(rows[0].search_text).toContain('hello')
  expect(rows[0].search_text).toContain('482913')
})

test('a message that is gone meanwhile holds back no other, and twice is as good as once', async () => {
  const writer = createContentsWriter(ctx, parse)
  const raw = mail('some')
  const stored = await Promise.all([store(raw), store(raw), store(raw)])
  await ctx.db.pool.query('DELETE FROM messages WHERE id = $1', [stored[1]?.id])
  writer.accept(stored, raw, '192.0.2.1')
  writer.accept(stored, raw, '192.0.2.1')
  await writer.drained()
  expect(await Promise.all(stored.map(async (message) => (await contentsOf(message)) !== null))).toEqual([
    true,
    false,
    true,
  ])
  await writer.heal(never, 0)
  expect(await unparsed()).toEqual([])
})

test('what the database refuses becomes an empty row with an error, and its batch is written', async () => {
  const writer = createContentsWriter(ctx, async (raw) => {
    const parsed = await parseMessage(raw)
    return encodeContents(raw.includes('poison') ? { ...parsed, bodyText: 'a\0b' } : parsed)
  })
  const [good, bad] = await Promise.all([store(mail('good')), store(mail('poison'))])
  writer.accept([good], mail('good'), '192.0.2.1')
  writer.accept([bad], mail('poison'), '192.0.2.1')
  await writer.drained()
  expect(await contentsOf(good)).toMatchObject({ parseError: null })
  expect(await contentsOf(bad)).toMatchObject({ parseError: 'contents could not be stored', bodyText: null })
  expect(await unparsed()).toEqual([])
})

test('a parser that fails leaves a readable message with an error', async () => {
  const writer = createContentsWriter(ctx, () => Promise.reject(new Error('no')))
  const message = await store(mail('x'))
  writer.accept([message], mail('x'), '192.0.2.1')
  await writer.drained()
  expect(await contentsOf(message)).toMatchObject({ parseError: 'parsing failed' })
})

test('what was not parsed because the pool closed stays on the list, and the next healer parses it', async () => {
  const stopping = createContentsWriter(ctx, () => Promise.reject(new ParsingStopped('closed')))
  const message = await store(mail('x'))
  stopping.accept([message], mail('x'), '192.0.2.1')
  await stopping.drained()
  expect(await stopping.heal(never, 0)).toBe(0)
  expect(await contentsOf(message)).toBeNull()
  expect(await unparsed()).toEqual([message.id])
  expect(await createContentsWriter(ctx, parse).heal(never, 0)).toBe(1)
  expect(await contentsOf(message)).toMatchObject({ otp: '482913', parseError: null })
})

test('heals what a crash left, but not what is young; several healers at once share the work', async () => {
  const old = await Promise.all(Array.from({ length: 150 }, (_, i) => store(mail(`left ${i}`), '1 minute')))
  const young = await store(mail('young'))
  const parses: string[] = []
  const note = (raw: Buffer) => {
    parses.push(raw.toString('latin1', 0, 20))
    return parse(raw)
  }
  const healers = Array.from({ length: 4 }, () => createContentsWriter(ctx, note))
  const healed = await Promise.all(healers.map((healer) => healer.heal(never, 5_000)))
  expect(healed.reduce((sum, count) => sum + count)).toBe(old.length)
  expect(parses).toHaveLength(old.length)
  expect((await Promise.all(old.map(contentsOf))).every((contents) => contents?.otp === '482913')).toBe(true)
  expect(await unparsed()).toEqual([young.id])
  await healers[0]?.heal(never, 0)
})

test('the healer goes round the mailboxes, so one with many left keeps no other waiting', async () => {
  const flooded = await Promise.all(Array.from({ length: 100 }, () => store(mail('flood'), '1 hour')))
  const others = await Promise.all(Array.from({ length: 10 }, () => createTestMailbox(ctx)))
  for (const { id } of others) await store(mail('other'), '10 seconds', id)
  const order: string[] = []
  const writer = createContentsWriter(ctx, (raw) => {
    order.push(raw.includes('flood') ? 'flood' : 'other')
    return parse(raw)
  })
  expect(await writer.heal(never, 5_000)).toBe(flooded.length + others.length)
  expect(order.lastIndexOf('other')).toBeLessThan(20)
  expect(await unparsed()).toEqual([])
})

test('a full backlog turns away who filled it, and nobody else', async () => {
  const large = Buffer.concat([mail('large'), Buffer.alloc(40 * 1_048_576, 'x')])
  const parses: string[] = []
  let release = () => {}
  const gate = new Promise<void>((resolve) => {
    release = resolve
  })
  const writer = createContentsWriter(ctx, async (raw, [account]) => {
    parses.push(account ?? '')
    await gate
    return parse(raw.subarray(0, 100))
  })
  const other = (await createTestMailbox(ctx)).id
  const flood = await Promise.all(Array.from({ length: 4 }, () => store(mail('flood'))))
  for (const message of flood) writer.accept([message], large, '192.0.2.1')
  const code = await store(mail('code'), '0 seconds', other)
  writer.accept([code], mail('code'), '192.0.2.1')
  expect(parses).toEqual([`mailbox ${mailboxId}`, `mailbox ${mailboxId}`, `mailbox ${other}`])
  release()
  await writer.drained()
  expect(await contentsOf(code)).toMatchObject({ otp: '482913' })
  await writer.heal(never, 0)
})

test('a message that is slow to parse holds back no other', async () => {
  let release = (_: EncodedContents) => {}
  const slow = await store(mail('slow'))
  const quick = await store(mail('quick'))
  const writer = createContentsWriter(ctx, (raw) =>
    raw.includes('slow') ? new Promise((resolve) => (release = resolve)) : parse(raw),
  )
  const rang = new Promise((resolve) => ctx.bus.subscribe(mailboxId, resolve))
  writer.accept([slow], mail('slow'), '192.0.2.1')
  writer.accept([quick], mail('quick'), '192.0.2.1')
  await rang
  expect(await contentsOf(quick)).not.toBeNull()
  expect(await contentsOf(slow)).toBeNull()
  release(await parse(mail('slow')))
  await writer.drained()
  expect(await contentsOf(slow)).not.toBeNull()
})
