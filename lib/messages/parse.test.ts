import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readInlineImages } from './attachments/inline-images'
import { toAttachmentBody } from './attachments/place'
import { scanHeaders } from './headers'
import { parseMessage, toUnparsed } from './parse'
import { openBuffer, readAttachment } from './testing/open'

const folder = new URL('./fixtures/mail/', import.meta.url)
const mails = readdirSync(folder).filter((name) => name.endsWith('.eml'))
const read = (name: string) => readFileSync(new URL(name, folder))

test.each(mails)('reads %s as its golden file says', async (name) => {
  const raw = read(name)
  const { headers: _, searchText: __, searchSignature: ___, ...parsed } = await parseMessage(raw)
  const attachments = parsed.attachments.map(toAttachmentBody)
  await expect(JSON.stringify({ ...scanHeaders(raw), ...parsed, attachments }, null, 2)).toMatchFileSnapshot(
    new URL(name.replace('.eml', '.json'), folder).pathname,
  )
})

test.each(mails)('gives the bytes of each attachment of %s by the index and size it listed', async (name) => {
  const raw = read(name)
  const { attachments } = await parseMessage(raw)
  for (const attachment of attachments) {
    const { content, ...found } = (await readAttachment(raw, attachment.index)) ?? {}
    expect(found).toEqual(toAttachmentBody(attachment))
    expect(content?.length).toBe(attachment.size)
  }
  expect(await readAttachment(raw, attachments.length)).toBeNull()
  expect(await readAttachment(raw, -1)).toBeNull()
})

test('the bytes of an attachment are exactly those that were sent', async () => {
  const bytes = Buffer.from(Array.from({ length: 3_000 }, (_, i) => (i * 7) % 256))
  const base64 = bytes.toString('base64').replace(/.{76}/g, '$&\r\n')
  const raw = Buffer.from(
    `Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: image/x; name="ü"\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64}\r\n--b--\r\n`,
  )
  expect((await readAttachment(raw, 0))?.content.equals(bytes)).toBe(true)
})

const ALTERNATIVE =
  'Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nTEXT\r\n--b\r\nContent-Type: text/html\r\n\r\nHTML\r\n--b--\r\n'

test.each([
  ['header fields alone', 'Subject: x\r\n', null, null],
  ['nothing behind its header', 'Subject: x\r\n\r\n', null, null],
  ['empty lines for a body', 'Subject: x\r\n\r\n \r\n\t\r\n', null, null],
  ['blanks behind an encoding', 'Content-Transfer-Encoding: quoted-printable\r\n\r\n=20=0D=0A', null, null],
  ['an empty HTML body', 'Content-Type: text/html\r\n\r\n\r\n', null, null],
  ['HTML beside an empty text', ALTERNATIVE.replace('TEXT', '').replace('HTML', '<p>Hi'), null, '<p>Hi'],
  ['text beside an empty HTML', ALTERNATIVE.replace('TEXT', 'Hi').replace('HTML', ' '), 'Hi', null],
  ['only empty alternatives', ALTERNATIVE.replace('TEXT', '').replace('HTML', ''), null, null],
])('a message with %s has no body where there is none: null, never ""', async (_, raw, bodyText, bodyHtml) => {
  const parsed = await parseMessage(Buffer.from(raw))
  expect(parsed).toMatchObject({ bodyText, bodyHtml, preview: bodyText || bodyHtml ? 'Hi' : '' })
  expect(parsed.safeHtml === null).toBe(bodyHtml === null)
  expect(toUnparsed(Buffer.from('Subject: x\r\n\r\n\r\n'), 'x').bodyText).toBeNull()
})

test('only images that are images, and are asked for, are shown in place', async () => {
  const raw = read('related-image.eml')
  const show = async (bytes: Buffer, wanted = ['logo@x']) => [
    ...(await readInlineImages(openBuffer(bytes), new Set(wanted))),
  ]
  expect(await show(raw)).toEqual([['logo@x', 'data:image/png;base64,iVBORw0KGgo=']])
  expect(await show(raw, ['other@x'])).toEqual([])
  expect(await show(Buffer.from(raw.toString().replace('iVBORw0KGgo=', 'PHN2Zz48L3N2Zz4=')))).toEqual([])
})

test('nothing that comes out holds U+0000 or half a character', async () => {
  const raw = Buffer.from(
    'From: "\0" <a\0b@x.example>\r\nSubject: =?utf-16be?B?2AAAQQ==?=\r\nX: \0\r\nContent-Type: text/html; charset=utf-16be\r\n\r\n\0<\0p\0>\xd8\0\0x',
    'latin1',
  )
  for (const parsed of [await parseMessage(raw), toUnparsed(raw, 'x'), scanHeaders(raw)]) {
    expect(JSON.stringify(parsed)).not.toMatch(/\\u0000|\\ud[89a-f]/)
  }
})

test('what is too much is cut, said, and readable', async () => {
  const nested = Array.from(
    { length: 80 },
    (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`,
  )
  expect(await parseMessage(Buffer.from(`Subject: s\r\n${nested.join('')}`))).toMatchObject({
    parseError: expect.stringContaining('nested too deeply'),
  })
  const many = `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\nContent-Type: a/b\r\n\r\nx\r\n'.repeat(1_500)}`
  const parsed = await parseMessage(Buffer.from(many))
  expect(parsed.parseError).toContain('too many parts')
  expect(parsed.attachments).toHaveLength(1_000)
  const deep = await parseMessage(Buffer.from(`Content-Type: text/html\r\n\r\n${'<div>'.repeat(5_000)}deep`))
  expect(deep).toMatchObject({ parseError: 'HTML nested too deeply', safeHtml: null })
  const long = await parseMessage(Buffer.from(`Subject: s\r\n\r\n${'long '.repeat(1_000_000)}`))
  expect(long.parseError).toBe('body cut')
  expect(long.preview.length).toBeLessThanOrEqual(200)
  expect(long.searchText).toBe('s long')
})

const PIECES = [
  '<div style="',
  '<a href="',
  '<b>',
  '<!--',
  '<td><table>',
  '&lt;',
  '<p>1234567 <b>AB12</b>\n',
  'code: 482913 ',
  'a1-',
  '1 ',
  '1-',
  '(',
  'https://x/',
  '@x #1 ',
  '482913\n',
  'xxxxx \n',
  '$1,',
  '12.12.',
  'Jan 1 ',
  'a@',
  '1234 ',
  'aaa.bbb.',
  '::::',
  '<style>a{',
  '.a{b',
  '=?utf-8?Q?',
  '"<(',
  '--b\r\n',
  'ab:cd;',
  '\u0301',
  '[(',
  'a,<',
  '=?a?b?',
  '=?utf-8?B?YQ?= ',
  'begin 644 x\n#0V%T\n',
  '--b--\n',
  'a= \n',
  '\x1b$B',
  '\xb1z',
  '\r',
  '\n',
  'x\r\r',
]

test.each(PIECES)('half a megabyte of %j is parsed in bounded time', async (piece) => {
  const nonsense = piece.repeat(Math.ceil(500_000 / piece.length))
  for (const head of [
    'Content-Type: text/html',
    'Content-Type: multipart/mixed; boundary=b',
    'X: y',
    `To: ${nonsense}`,
    `Subject: ${nonsense}`,
    'Content-Transfer-Encoding: base64',
  ]) {
    const used = process.cpuUsage()
    await parseMessage(Buffer.from(`${head}\r\n\r\n${nonsense}`))
    const { user, system } = process.cpuUsage(used)
    expect((user + system) / 1_000).toBeLessThan(2_000)
  }
})
