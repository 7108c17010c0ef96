import { createHash } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getMailbox } from '@/lib/mailboxes/mailboxes'
import { createTestMailbox, type TestMailbox } from '@/lib/testing/factories'
import { Client, play, type Step } from './testing/dialogue'
import { startTestListener, type TestListener } from './testing/start'

let smtp: TestListener
let mailbox: TestMailbox
beforeAll(async () => {
  smtp = await startTestListener({ MAIL_DOMAINS: 'mayfly.localhost,xn--bcher-kva.example', MAX_MESSAGE_BYTES: '4096' })
})
afterAll(() => smtp.stop())

type Row = {
  raw: Buffer
  rcpt_to: string
  mail_from: string
  protocol: string
  tls: string | null
  client_name: string
}

async function listRaw(address: string): Promise<Row[]> {
  const { rows } = await smtp.ctx.db.pool.query<Row>(
    `SELECT m.*, s.raw FROM messages m JOIN message_sources s USING (mailbox_id, seq)
     JOIN mailboxes b ON b.id = m.mailbox_id WHERE b.address = $1 ORDER BY m.seq`,
    [address],
  )
  return rows
}

/** A whole transaction up to the 250. */
const mailTo = (address: string, data: string | Buffer = 'Subject: hi\r\n\r\nhello\r\n.\r\n'): Step[] => [
  { send: 'EHLO client.example', expect: /^250/ },
  { send: 'MAIL FROM:<sender@example.com>', expect: /^250 2\.1\.0/ },
  { send: `RCPT TO:<${address}>`, expect: /^250 2\.1\.5/ },
  { send: 'DATA', expect: /^354/ },
  { send: data, expect: /^250 2\.6\.0 / },
]

test('announces what it can and nothing it cannot', async () => {
  const client = await Client.connect(smtp.port)
  expect(await client.reply()).toBe('220 mayfly.localhost ESMTP Mayfly')
  const features = (await client.command('EHLO me')).split('\r\n').map((line) => line.slice(4))
  expect(features.slice(1).sort()).toEqual(
    ['8BITMIME', 'ENHANCEDSTATUSCODES', 'PIPELINING', 'SIZE 4096', 'SMTPUTF8', 'STARTTLS'].sort(),
  )
  expect(await client.command('AUTH PLAIN AGEAYg==')).toMatch(/^50\d/)
  expect(await client.command('QUIT')).toMatch(/^221/)
  await client.closed()
})

test.each([
  ['Postfix, Exim, Exchange', 'SIZE=1024 BODY=8BITMIME'],
  ['Postfix, of an international sender', 'SIZE=1024 BODY=8BITMIME SMTPUTF8'],
  ["Python's smtplib", 'size=1024'],
  ['a relay that passes on who was authenticated', 'AUTH=<> SIZE=1024'],
  ['swaks, nodemailer', ''],
])('takes what %s sends with MAIL FROM: %s', async (_, parameters) => {
  const steps: Step[] = [
    { send: 'EHLO me', expect: /^250/ },
    { send: `MAIL FROM:<a@b.example> ${parameters}`.trim(), expect: /^250 2\.1\.0/ },
    { send: 'RCPT TO:<nobody@mayfly.localhost>', expect: /^250 2\.1\.5/ },
  ]
  expect(await play(smtp.port, steps)).toEqual([])
})

test('refuses parameters of extensions that it does not announce, and takes the command without them', async () => {
  const steps: Step[] = [
    { send: 'EHLO me', expect: /^250/ },
    ...[
      'FOO=bar',
      'FOO',
      'SIZE=1 FOO',
      'RET=HDRS',
      'ENVID=x',
      'HOLDFOR=60',
      'BY=120;R',
      'MT-PRIORITY=3',
      'REQUIRETLS',
    ].map((parameters) => ({ send: `MAIL FROM:<a@b.example> ${parameters}`, expect: /^555 5\.5\.4 / })),
    { send: 'QUIT', expect: /^221/ },
  ]
  expect(await play(smtp.port, steps)).toEqual([])
  expect(
    await play(smtp.port, [
      { send: 'EHLO me', expect: /^250/ },
      { send: 'MAIL FROM:<a@b.example>', expect: /^250/ },
      { send: 'RCPT TO:<nobody@mayfly.localhost> NOTIFY=NEVER', expect: /^555 5\.5\.4 / },
      { send: 'RCPT TO:<nobody@mayfly.localhost> ORCPT=rfc822;a@b.example', expect: /^555 5\.5\.4 / },
      { send: 'RCPT TO:<nobody@mayfly.localhost> SIZE=1', expect: /^555 5\.5\.4 / },
      { send: 'DATA', expect: /^503/ },
      { send: 'RCPT TO:<nobody@mayfly.localhost>', expect: /^250/ },
    ]),
  ).toEqual([])
})

test('greets without the delay that a connection for every mail would pay', async () => {
  const startedAt = performance.now()
  for (let index = 0; index < 10; index++) expect(await play(smtp.port, [])).toEqual([])
  expect(performance.now() - startedAt).toBeLessThan(600)
})

describe('recipients', () => {
  beforeAll(async () => {
    mailbox = await createTestMailbox(smtp.ctx, { localPart: 'some.body' })
  })

  test.each<[string, string, RegExp]>([
    ['outside our domains', '<someone@example.com>', /^550 5\.7\.1 /],
    ['outside, percent hack', '<someone%example.com@elsewhere.example>', /^550 5\.7\.1 /],
    ['an address literal', '<someone@[127.0.0.1]>', /^550 5\.7\.1 /],
    ['a subdomain of ours', '<someone@sub.mayfly.localhost>', /^550 5\.7\.1 /],
    ['known', '<some.body@mayfly.localhost>', /^250 2\.1\.5 /],
    ['unknown: the same reply', '<nobody@mayfly.localhost>', /^250 2\.1\.5 /],
    ['tagged, other case', '<Some.Body+tag+more@MAYFLY.Localhost>', /^250 2\.1\.5 /],
    ['source route', '<@relay.example:some.body@mayfly.localhost>', /^250 2\.1\.5 /],
    ['our international domain', '<x@bücher.example>', /^250 2\.1\.5 /],
    ['our international domain, encoded', '<x@xn--bcher-kva.example>', /^250 2\.1\.5 /],
    ['postmaster', '<postmaster@mayfly.localhost>', /^250 2\.1\.5 /],
    ['postmaster without domain', '<postmaster>', /^250 2\.1\.5 /],
    ['empty', '<>', /^501 5\.1\.3 /],
    ['no brackets', 'some.body@mayfly.localhost', /^501 5\.1\.3 /],
    ['two at signs', '<a@b@mayfly.localhost>', /^501 5\.1\.3 /],
    ['quoted with a space', '<"some body"@mayfly.localhost>', /^501 5\.1\.3 /],
    ['only a tag', '<+tag@mayfly.localhost>', /^250 2\.1\.5 /],
  ])('%s: %s', async (_name, path, expected) => {
    const steps: Step[] = [
      { send: 'EHLO me', expect: /^250/ },
      { send: 'MAIL FROM:<> SMTPUTF8', expect: /^250/ },
      { send: `RCPT TO:${path}`, expect: expected },
    ]
    expect(await play(smtp.port, steps)).toEqual([])
  })

  test('tags, case and quotes lead to the one mailbox, which gets one copy', async () => {
    const steps = mailTo('Some.BODY+one@Mayfly.LOCALHOST')
    steps.splice(3, 0, { send: 'RCPT TO:<"some.body"@mayfly.localhost>', expect: /^250/ })
    steps.splice(3, 0, { send: 'RCPT TO:<nobody@mayfly.localhost>', expect: /^250/ })
    expect(await play(smtp.port, steps)).toEqual([])
    const rows = await listRaw(mailbox.address)
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({
      rcpt_to: 'Some.BODY+one@Mayfly.LOCALHOST',
      mail_from: 'sender@example.com',
      protocol: 'ESMTP',
      client_name: 'client.example',
      tls: null,
    })
  })

  test('mail after the end gets the same 250, and the owner hears how much there was', async () => {
    const { address, viewer } = await createTestMailbox(smtp.ctx, { expiresIn: '-1 second' })
    expect(await play(smtp.port, mailTo(address))).toEqual([])
    const told = () => getMailbox(smtp.ctx, viewer, address).catch(({ code, extra }) => ({ code, ...extra }))
    await expect.poll(told).toMatchObject({ code: 'mailbox_expired', refused_since: 1 })
  })

  test('the recipient over the limit is refused, those before it are kept', async () => {
    const steps: Step[] = mailTo('r0@mayfly.localhost').slice(0, 3)
    for (let index = 1; index < 100; index++) {
      steps.push({ send: `RCPT TO:<r${index}@mayfly.localhost>`, expect: /^250/ })
    }
    for (let index = 100; index < 130; index++) {
      steps.push({ send: `RCPT TO:<r${index}@mayfly.localhost>`, expect: /^452 4\.5\.3 / })
    }
    steps.push({ send: 'DATA', expect: /^354/ }, { send: 'x\r\n.\r\n', expect: /^250/ })
    expect(await play(smtp.port, steps)).toEqual([])
  })
})

describe('the bytes of a message', () => {
  test.each<[string, Buffer, Buffer]>([
    ['dots are unstuffed', Buffer.from('..a\r\n...\r\nb\r\n..\r\n'), Buffer.from('.a\r\n..\r\nb\r\n.\r\n')],
    ['NUL bytes', Buffer.from('a\0\0b\r\n\0\r\n'), Buffer.from('a\0\0b\r\n\0\r\n')],
    ['bare CR and LF', Buffer.from('a\rb\nc\r\r\nd\n\n\r\n'), Buffer.from('a\rb\nc\r\r\nd\n\n\r\n')],
    ['a line of 3,000 bytes', Buffer.from(`${'x'.repeat(3_000)}\r\n`), Buffer.from(`${'x'.repeat(3_000)}\r\n`)],
    ['all 8-bit bytes', Buffer.from([...Array(256).keys(), 13, 10]), Buffer.from([...Array(256).keys(), 13, 10])],
    ['nothing', Buffer.alloc(0), Buffer.alloc(0)],
    [
      'not a message at all',
      Buffer.from('%PDF-1.4 \xff\xfe\r\n', 'latin1'),
      Buffer.from('%PDF-1.4 \xff\xfe\r\n', 'latin1'),
    ],
    ['LF . LF', Buffer.from('a\n.\nb\r\n'), Buffer.from('a\n.\nb\r\n')],
    ['LF . CRLF', Buffer.from('a\n.\r\nb\r\n'), Buffer.from('a\n.\r\nb\r\n')],
    ['CRLF . LF', Buffer.from('a\r\n.\nb\r\n'), Buffer.from('a\r\n.\nb\r\n')],
    ['CR . CR', Buffer.from('a\r.\rb\r\n'), Buffer.from('a\r.\rb\r\n')],
    ['CR . CRLF', Buffer.from('a\r.\r\nb\r\n'), Buffer.from('a\r.\r\nb\r\n')],
    ['CRLF . CR', Buffer.from('a\r\n.\rb\r\n'), Buffer.from('a\r\n.\rb\r\n')],
    ['CRLF NUL . CRLF', Buffer.from('a\r\n\0.\r\nb\r\n'), Buffer.from('a\r\n\0.\r\nb\r\n')],
  ])('%s: kept as they came', async (_name, sent, kept) => {
    const { address } = await createTestMailbox(smtp.ctx)
    const smuggled = Buffer.from('MAIL FROM:<evil@example.com>\r\nRCPT TO:<x@mayfly.localhost>\r\n')
    for (const tail of [Buffer.alloc(0), smuggled]) {
      const data = Buffer.concat([sent, tail, Buffer.from('.\r\n')])
      expect(await play(smtp.port, mailTo(address, data))).toEqual([])
    }
    const rows = await listRaw(address)
    expect(rows.map(({ raw }) => raw.toString('latin1'))).toEqual(
      [kept, Buffer.concat([kept, smuggled])].map((raw) => raw.toString('latin1')),
    )
  })

  test('whatever way the network cuts them', async () => {
    const { address } = await createTestMailbox(smtp.ctx)
    const client = await Client.connect(smtp.port)
    await client.reply()
    for (const { send } of mailTo(address).slice(0, 4)) await client.command(send ?? '')
    for (const byte of '..dots\r\n..\r\nend\r\n.\r\n') {
      client.send(Buffer.from(byte))
      await new Promise(setImmediate)
    }
    expect(await client.reply()).toMatch(/^250/)
    client.socket.destroy()
    expect((await listRaw(address)).map(({ raw }) => raw.toString())).toEqual(['.dots\r\n.\r\nend\r\n'])
  })
})

describe('size', () => {
  test('declared too large: refused at MAIL', async () => {
    const steps: Step[] = [
      { send: 'EHLO me', expect: /^250/ },
      { send: 'MAIL FROM:<a@b.example> SIZE=4097', expect: /^552 5\.3\.4 / },
      { send: 'MAIL FROM:<a@b.example> SIZE=4096', expect: /^250/ },
    ]
    expect(await play(smtp.port, steps)).toEqual([])
  })

  test('counted too large: read to the end, refused, and the session goes on', async () => {
    const { address } = await createTestMailbox(smtp.ctx)
    const steps = mailTo(address, `${'x'.repeat(4_095)}\r\n.\r\n`)
    steps[4] = { ...steps[4], expect: /^552 5\.3\.4 / }
    expect(await play(smtp.port, [...steps, ...mailTo(address, `${'y'.repeat(4_094)}\r\n.\r\n`)])).toEqual([])
    expect((await listRaw(address)).map(({ raw }) => raw.length)).toEqual([4_096])
  })
})

test('commands may be pipelined around several messages', async () => {
  const { address } = await createTestMailbox(smtp.ctx)
  const envelope = `MAIL FROM:<a@b.example>\r\nRCPT TO:<${address}>\r\nRCPT TO:<x@example.com>\r\nDATA\r\n`
  const steps: Step[] = [
    { send: 'EHLO me', expect: /^250/ },
    { send: envelope, expect: [/^250/, /^250/, /^550 5\.7\.1/, /^354/] },
    { send: `one\r\n.\r\n${envelope}`, expect: [/^250/, /^250/, /^250/, /^550/, /^354/] },
    { send: 'two\r\n.\r\nNOOP\r\nQUIT\r\n', expect: [/^250/, /^250/, /^221/] },
  ]
  expect(await play(smtp.port, steps)).toEqual([])
  expect((await listRaw(address)).map(({ raw }) => raw.toString())).toEqual(['one\r\n', 'two\r\n'])
})

test('a client that ends its side in the middle of anything is let go at once', async () => {
  const { address } = await createTestMailbox(smtp.ctx)
  const envelope = `MAIL FROM:<a@b.example>\r\nRCPT TO:<${address}>\r\n`
  for (const lines of [
    '',
    'EHLO',
    'EHLO me\r\nSTARTTLS\r\n',
    `EHLO me\r\n${envelope}`,
    `EHLO me\r\n${envelope}DATA\r\nhalf`,
  ]) {
    const client = await Client.connect(smtp.port)
    client.socket.end(lines)
    while ((await client.reply()) !== '');
  }
  while (smtp.connections() > 0) await new Promise(setImmediate)
  expect(await listRaw(address)).toEqual([])
})

test('ten errors end a session', async () => {
  const steps: Step[] = Array.from({ length: 9 }, () => ({ send: 'BOGUS', expect: /^500/ }))
  expect(await play(smtp.port, [...steps, { send: 'BOGUS', expect: [/^421 4\./, /^$/] }])).toEqual([])
})

test('web pages cannot talk to it, and an endless line is cut off', async () => {
  expect(await play(smtp.port, [{ send: 'POST / HTTP/1.1', expect: [/^421/, /^$/] }])).toEqual([])
  expect(await play(smtp.port, [{ send: `EHLO ${'x'.repeat(5_000)}`, expect: [/^421/, /^$/] }])).toEqual([])
})

test('nodemailer delivers over STARTTLS, with attachment, UTF-8 address and 8-bit text', async () => {
  const { address } = await createTestMailbox(smtp.ctx)
  const transport = createTransport({
    host: '127.0.0.1',
    port: smtp.port,
    requireTLS: true,
    tls: { rejectUnauthorized: false },
  })
  await transport.sendMail({
    from: 'Jürgen <jürgen@example.com>',
    to: address,
    subject: 'Grüße',
    text: 'ça va',
    attachments: [{ filename: 'ä.bin', content: Buffer.from([0, 255, 10, 13]) }],
  })
  transport.close()
  const [row] = await listRaw(address)
  expect(row).toMatchObject({ mail_from: 'jürgen@example.com', protocol: 'UTF8SMTPS' })
  expect(row?.tls).toMatch(/^TLSv1\.[23] \S+/)
})

test('every acknowledged message of 50 sessions is there, byte for byte', async () => {
  const { address } = await createTestMailbox(smtp.ctx)
  const digest = (data: Buffer | string) => createHash('sha256').update(data).digest('hex')
  const sent: string[] = []
  await Promise.all(
    Array.from({ length: 50 }, async (_, session) => {
      const texts = Array.from(
        { length: 4 },
        (_, index) => `Subject: ${session}.${index}\r\n\r\n${'z'.repeat(session * 40)}\r\n`,
      )
      sent.push(...texts.map(digest))
      expect(
        await play(
          smtp.port,
          texts.flatMap((text) => mailTo(address, `${text}.\r\n`)),
        ),
      ).toEqual([])
    }),
  )
  expect((await listRaw(address)).map(({ raw }) => digest(raw)).sort()).toEqual(sent.sort())
})
