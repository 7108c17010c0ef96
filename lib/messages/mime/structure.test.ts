/** Structures as senders break them; each mail is written in lines, and read with every kind of line end. */
import { expect, test } from 'vitest'
import { scanHeaders } from '../headers'
import { parseMessage } from '../parse'
import { readAttachment } from '../testing/open'

type Seen = { text?: string; html?: string; files?: string[]; fault?: string }

const MIXED = 'Content-Type: multipart/mixed; boundary='
const PARTS = (boundary: string) =>
  `--${boundary}\n\nfirst\n--${boundary}\nContent-Type: text/html\n\n<p>second\n--${boundary}--\n`
const BOTH = { text: 'first', html: '<p>second' }

const MAILS: [string, string, Seen][] = [
  ['the declared boundary', `${MIXED}b\n\n${PARTS('b')}`, BOTH],
  ['a boundary in pieces (RFC 2231)', `${MIXED.slice(0, -1)}*0=ab; boundary*1=cd\n\n${PARTS('abcd')}`, BOTH],
  ['a boundary with blanks', `${MIXED}a b c\n\n${PARTS('a b c')}`, BOTH],
  ['a boundary whose quote never closes', `${MIXED}"b\n\n${PARTS('b')}`, BOTH],
  ['a boundary whose quote never opens', `${MIXED}b"\n\n${PARTS('b')}`, BOTH],
  ['single quotes', `${MIXED}'b'\n\n${PARTS('b')}`, { ...BOTH, fault: 'boundary not declared' }],
  ['a blank too many', `${MIXED}"b "\n\n${PARTS('b')}`, { ...BOTH, fault: 'boundary not declared' }],
  ['another case', `${MIXED}ABC\n\n${PARTS('abc')}`, { ...BOTH, fault: 'boundary not declared' }],
  ['another boundary', `${MIXED}lost\n\n${PARTS('found')}`, { ...BOTH, fault: 'boundary not declared' }],
  [
    'another boundary, parts without fields',
    `${MIXED}lost\n\n--b\n\nfirst\n--b--\n`,
    { text: 'first', fault: 'boundary not declared' },
  ],
  ['no boundary at all', `Content-Type: multipart/mixed\n\n${PARTS('b')}`, { ...BOTH, fault: 'boundary not declared' }],
  [
    'a first boundary that is missing',
    `${MIXED}b\n\nContent-Type: text/plain\n\n${PARTS('b').slice(5)}`,
    { ...BOTH, fault: 'first boundary missing' },
  ],
  [
    'a last boundary that is missing',
    `${MIXED}b\n\n${PARTS('b').replace('--b--\n', '')}`,
    { text: 'first', html: '<p>second\n', fault: 'last boundary missing' },
  ],
  ['a preamble and an epilogue', `${MIXED}b\n\nThis is MIME.\n${PARTS('b')}epilogue\n`, BOTH],
  [
    'a boundary that begins like another',
    `${MIXED}b\n\n--b\nContent-Type: multipart/alternative; boundary=b1\n\n${PARTS('b1')}--b--\n`,
    BOTH,
  ],
  [
    'an inner multipart that never ends',
    `${MIXED}o\n\n--o\nContent-Type: multipart/alternative; boundary=i\n\n${PARTS('i').replace('--i--\n', '')}--o\nContent-Type: application/pdf; name=x.pdf\n\nPDF\n--o--\n`,
    { ...BOTH, files: ['x.pdf'], fault: 'last boundary missing' },
  ],
  [
    'a part without empty line',
    `${MIXED}b\n\n--b\nfirst line\nsecond line\n--b--\n`,
    { text: 'first line\nsecond line' },
  ],
  ['a multipart that is none', `${MIXED}b\n\njust text\n`, { text: 'just text\n', fault: 'no parts found' }],
  ['no header at all', 'Hello there\nsecond line\n', { text: 'Hello there\nsecond line\n' }],
  ['body only', '\nHello\n', { text: 'Hello\n' }],
  ['header only', 'Subject: x\n', {}],
  [
    'a forwarded message',
    `${MIXED}b\n\n--b\n\nfyi\n--b\nContent-Type: message/rfc822\n\nSubject: =?utf-8?Q?Caf=C3=A9?= 1/2\n\ninner\n--b--\n`,
    { text: 'fyi', files: ['Café 1 2.eml'] },
  ],
  [
    'a forwarded message in base64',
    `${MIXED}b\n\n--b\n\nfyi\n--b\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogaW5uZXIKCng=\n--b--\n`,
    { text: 'fyi', files: ['inner.eml'] },
  ],
  [
    'a forwarded message with a name of its own',
    `${MIXED}b\n\n--b\nContent-Type: message/rfc822; name=own.eml\n\nSubject: x\n\ninner\n--b--\n`,
    { files: ['own.eml'] },
  ],
  [
    'an invitation beside texts',
    `Content-Type: multipart/alternative; boundary=b\n\n${PARTS('b').replace('--b--\n', '')}--b\nContent-Type: text/calendar; method=REQUEST; name=invite.ics\n\nBEGIN:VCALENDAR\n--b--\n`,
    { ...BOTH, files: ['invite.ics'] },
  ],
  [
    'an invitation alone',
    'Content-Type: text/calendar; name=invite.ics\n\nBEGIN:VCALENDAR\n',
    { text: 'BEGIN:VCALENDAR\n', files: ['invite.ics'] },
  ],
  [
    'winmail.dat',
    `${MIXED}b\n\n--b\n\nhi\n--b\nContent-Type: application/ms-tnef; name="winmail.dat"\nContent-Transfer-Encoding: base64\n\neJ8+Ig==\n--b--\n`,
    { text: 'hi', files: ['winmail.dat'] },
  ],
  [
    'a note that nothing else replaces',
    `${MIXED}b\n\n--b\nContent-Type: text/markdown; name=a.md\n\n# hi\n--b--\n`,
    { text: '# hi', files: ['a.md'] },
  ],
  ['a file as the whole message', 'Content-Type: application/pdf; name=a.pdf\n\nPDF\n', { files: ['a.pdf'] }],
]

const LINE_ENDS = [
  ['CRLF', '\r\n'],
  ['LF', '\n'],
  ['CR', '\r'],
  ['CR CR LF', '\r\r\n'],
] as const
const CASES = MAILS.flatMap(([name, mail, seen]) =>
  LINE_ENDS.map(([end, chars]) => ({ name, end, raw: Buffer.from(mail.replaceAll('\n', chars)), seen })),
)

test.each(CASES)('reads $name, lines ending in $end', async ({ raw, seen }) => {
  const { bodyText, bodyHtml, attachments, parseError } = await parseMessage(raw)
  const clean = (text: string | null) => text?.replace(/\n+$/, '')
  expect([clean(bodyText), clean(bodyHtml)]).toEqual([clean(seen.text ?? null), clean(seen.html ?? null)])
  expect(attachments.map(({ filename }) => filename)).toEqual(seen.files ?? [])
  expect(parseError).toBe(seen.fault ?? null)
  for (const { index, size } of attachments) expect((await readAttachment(raw, index))?.content.length).toBe(size)
})

test('bare CR ends lines only where nothing else does', () => {
  expect(scanHeaders(Buffer.from('Subject: a\rFrom: b@c.example\r\rbody\r\n')).from?.address).toBe('b@c.example')
  expect(scanHeaders(Buffer.from('Subject: a\rFrom: b@c.example\r\n\r\nbody')).from).toBeNull()
})

test('parts without number are cut at the thousandth, closing lines without number too', async () => {
  const many = await parseMessage(Buffer.from(`${MIXED}b\n\n${'--b\nContent-Type: a/b\n\nx\n'.repeat(10_000)}`))
  expect(many.attachments).toHaveLength(1_000)
  expect(many.parseError).toContain('too many parts')
  const closed = await parseMessage(Buffer.from(`${MIXED}b\n\n--b\n\nfirst\n${'--b--\n'.repeat(10_000)}`))
  expect(closed.bodyText).toBe('first')
  expect(closed.parseError).toContain('too many parts')
})
