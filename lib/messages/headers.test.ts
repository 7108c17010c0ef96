import { expect, test } from 'vitest'
import { listAddresses, listHeaders, scanHeaders } from './headers'
import { readHeaderBlock } from './mime/header-block'

const scan = (head: string, encoding: BufferEncoding = 'latin1') =>
  scanHeaders(Buffer.from(`${head.replaceAll('\n', '\r\n')}\r\n\r\nbody`, encoding))

test('absent fields are null or empty, never invented', () => {
  expect(scan('X-Nothing: 1')).toEqual({ from: null, to: [], subject: '', messageId: null, date: null })
  expect(scanHeaders(Buffer.alloc(0))).toEqual({ from: null, to: [], subject: '', messageId: null, date: null })
})

test.each([
  ['=?UTF-8?B?w6nDqQ==?= =?UTF-8?Q?_=E2=82=AC?=', 'éé €'],
  ['=?UTF-8?B?4pyF?=\n =?UTF-8?B?IG9r?=', '✅ ok'],
  ['=?UTF-8?B?5pel5pys6A==?= =?UTF-8?B?qp4=?=', '日本語'],
  ['=?ISO-2022-JP?B?GyRCRnxLXBsoQg==?=', '日本'],
  ['=?koi8-r?B?8NLJ18XU?=', 'Привет'],
  ['=?us-ascii?Q?a=00b?=', 'a\ufffdb'],
  ['=?utf-8?Q?unfinished', '=?utf-8?Q?unfinished'],
  ['folded\n\tsubject', 'folded subject'],
])('decodes the subject %j', (value, subject) => {
  expect(scan(`Subject: ${value}`).subject).toBe(subject)
})

test('undeclared 8-bit is UTF-8 where valid, ISO-2022-JP by its escapes, else the declared charset or windows-1252', () => {
  expect(scan('Subject: Grüße', 'utf8').subject).toBe('Grüße')
  expect(scan('Subject: Gr\xfc\xdfe \x80').subject).toBe('Grüße €')
  expect(scan('Subject: \x1b$BF|K\\\x1b(B').subject).toBe('日本')
  expect(scan('Content-Type: text/plain; charset=koi8-r\nSubject: \xf0\xd2\xc9\xd7\xc5\xd4').subject).toBe('Привет')
})

test('undeclared 8-bit fields are read by what the rest of the message says or looks like', () => {
  const big5 = 'Subject: \xb5o\xb2\xbc'
  const body =
    '\xb1z\xaa\xba\xc5\xe7\xc3\xd2\xbdX\xacO 482913\xa1A\xbd\xd0\xa6b\xa4\xad\xa4\xc0\xc4\xc1\xa4\xba\xbf\xe9\xa4J'
  const read = (head: string, text: string) => scanHeaders(Buffer.from(`${head}\r\n\r\n${text}`, 'latin1')).subject
  expect(read(big5, body)).toBe('發票')
  expect(read(`${big5}\r\nContent-Type: text/plain; charset=big5`, 'x')).toBe('發票')
  expect(
    read(`${big5}\r\nContent-Type: multipart/mixed; boundary=b`, '--b\r\nContent-Type: text/html; charset="Big5"'),
  ).toBe('發票')
  expect(read('Subject: \xcf\xee\xe4\xf2\xe2\xe5\xf0\xe6\xe4\xe5\xed\xe8\xe5', 'x')).toBe('Подтверждение')
  expect(read('Subject: Gr\xfc\xdfe', 'x')).toBe('Grüße')
})

test.each([
  ['"Doe, Jane" <jane@x.example>', [{ name: 'Doe, Jane', address: 'jane@x.example' }]],
  ['=?UTF-8?Q?J=C3=B6rg?= <j@x.example>', [{ name: 'Jörg', address: 'j@x.example' }]],
  ['"=?UTF-8?Q?J=C3=B6rg?=" <j@x.example>', [{ name: 'Jörg', address: 'j@x.example' }]],
  ['undisclosed-recipients:;', []],
  [
    'Team: a@x.example, B <b@x.example>;',
    [
      { name: '', address: 'a@x.example' },
      { name: 'B', address: 'b@x.example' },
    ],
  ],
  ['just a name', [{ name: 'just a name', address: '' }]],
  ['=?utf-8?Q?ceo=40bank.example?= <evil@x.example>', [{ name: 'ceo@bank.example', address: 'evil@x.example' }]],
])('reads the address list %j', (value, to) => {
  expect(scan(`To: ${value}`).to).toEqual(to)
})

test('no sender turns around what is read of subject, names and addresses; all fields stay as they were sent', () => {
  const turned = '\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069'
  const person = `"${turned}Bank${turned}" <a${turned}@b.example>`
  const word = `=?utf-8?B?${Buffer.from(`${turned}code${turned}`).toString('base64')}?=`
  const fields = `From: ${word} <${turned}x@y.example>\nTo: ${person}\nCc: ${person}\nSubject: ${turned} Your ${word}${turned}`
  const { from, to, subject } = scan(fields, 'utf8')
  expect(from).toEqual({ name: 'code', address: 'x@y.example' })
  expect(to).toEqual([{ name: 'Bank', address: 'a@b.example' }])
  expect(subject).toBe('Your code')
  const head = readHeaderBlock(Buffer.from(`${fields.replaceAll('\n', '\r\n')}\r\n\r\n`)).fields
  expect(listAddresses(head, 'cc')).toEqual(to)
  expect(listHeaders(head).at(-1)?.value).toBe(`${turned} Your ${turned}code${turned}${turned}`)
})

test('marks that Arabic and Hebrew subjects need beside numbers stay', () => {
  for (const subject of ['\u200fקוד 482913\u200e (Acme)', '\u061cرمز 482913']) {
    expect(scan(`Subject: ${subject}`, 'utf8').subject).toBe(subject)
  }
})

test('several To fields count as one list', () => {
  expect(scan('To: a@x.example\nSubject: s\nTo: b@x.example').to).toHaveLength(2)
})

test.each([
  ['Fri, 21 Nov 1997 09:55:06 -0600', '1997-11-21T15:55:06.000Z'],
  ['21 Nov 97 09:55 EST', '1997-11-21T14:55:00.000Z'],
  ['Tue, 3 Mar 2026 10:00:00 +0000 (UTC)', '2026-03-03T10:00:00.000Z'],
  ['Fri Nov 21 09:55:06 1997', '1997-11-21T09:55:06.000Z'],
  ['2026-03-03T10:00:00Z', '2026-03-03T10:00:00.000Z'],
  ['31 Feb 2026 10:00:00 +0000', null],
  ['yesterday', null],
  ['1', null],
  ['', null],
])('reads the date %j as %j', (value, date) => {
  expect(scan(`Date: ${value}`).date?.toISOString() ?? null).toBe(date)
})

test('a forgotten empty line, an mbox line and a blank separator do not hide the fields', () => {
  expect(scanHeaders(Buffer.from('From x@y Mon\nSubject: a\nHello there\nsecond line')).subject).toBe('a')
  expect(scanHeaders(Buffer.from('Subject: a\n \nnot a field\n')).subject).toBe('a')
})

test('a huge head is cut, not refused, and scanned in bounded time', () => {
  const raw = Buffer.from(`Subject: first\r\n${'X: <"((('.padEnd(900, '<,"(').concat('\r\n').repeat(40_000)}\r\n`)
  const start = performance.now()
  expect(scanHeaders(raw).subject).toBe('first')
  expect(performance.now() - start).toBeLessThan(5_000)
})

test.each(['=?x?Q?=E9=E9=E9=E9?= a ', '\xb1z\xaa\xba <a@b.example>, ', '=?big5?B?/w?= '])(
  'addresses full of %j in charsets unknown do not hold up the scan',
  (piece) => {
    const field = `To: ${piece.repeat(Math.floor(16_000 / piece.length))}\r\n`
    const raw = Buffer.from(`${field.repeat(8)}\r\nbody`, 'latin1')
    const used = process.cpuUsage()
    scanHeaders(raw)
    // a guess of the charset for each piece took many times this
    expect(process.cpuUsage(used).user / 1_000).toBeLessThan(2_000)
  },
)
