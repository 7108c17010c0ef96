import { expect, test } from 'vitest'
import { AppError } from '@/lib/errors'
import { listAttachments } from './attachments'
import { createArchiveNames } from './attachments/archive-names'
import { toAttachmentBody } from './attachments/place'
import { readPreview } from './attachments/preview'
import { toAttachmentsZip } from './attachments/zip'
import { collect } from './raw'
import { openBuffer } from './testing/open'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

type File = { type: string; name?: string; content: Buffer | string }

const part = ({ type, name, content }: File) =>
  `--b\r\nContent-Type: ${type}\r\nContent-Disposition: attachment${name === undefined ? '' : `; filename="${name}"`}\r\n` +
  `Content-Transfer-Encoding: base64\r\n\r\n${Buffer.from(content).toString('base64')}\r\n`

const mail = (...files: File[]) =>
  Buffer.from(
    `Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nHello\r\n${files.map(part).join('')}--b--\r\n`,
  )

/** Name and bytes of every file, by the central directory (APPNOTE 4.3.12); nothing is compressed. */
async function unzip(raw: Buffer): Promise<[string, string][]> {
  const archive = await toAttachmentsZip(openBuffer(raw))
  if (!archive) return []
  const zip = await collect(archive.bytes)
  expect(zip.length).toBe(archive.length)
  const files: [string, string][] = []
  for (let at = zip.indexOf('PK\x01\x02', 0, 'latin1'); zip.readUInt32LE(at) === 0x02014b50; ) {
    const [size, nameLength, extra, comment] = [
      zip.readUInt32LE(at + 20),
      ...[28, 30, 32].map((o) => zip.readUInt16LE(at + o)),
    ]
    const local = zip.readUInt32LE(at + 42)
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    files.push([
      zip.toString('utf8', at + 46, at + 46 + (nameLength ?? 0)),
      zip.toString('latin1', start, start + (size ?? 0)),
    ])
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0)
  }
  return files
}

test('all attachments as one archive: names told apart, bytes as they were sent', async () => {
  const raw = mail(
    { type: 'text/plain', name: 'notes.txt', content: 'one' },
    { type: 'text/plain', name: 'NOTES.txt', content: 'two' },
    { type: 'application/octet-stream', content: 'three' },
    { type: 'image/png', name: 'p.png', content: PNG },
  )
  expect(await unzip(raw)).toEqual([
    ['notes.txt', 'one'],
    ['NOTES (2).txt', 'two'],
    ['attachment-3', 'three'],
    ['p.png', PNG.toString('latin1')],
  ])
  expect(await toAttachmentsZip(openBuffer(Buffer.from('Subject: x\r\n\r\nHello')))).toBeNull()
})

test('attachments that an older version listed without their places are found', async () => {
  const message = openBuffer(mail({ type: 'a/b', content: 'one' }, { type: 'a/b', content: 'two' }))
  const attachments = message.attachments.map(toAttachmentBody)
  expect(await listAttachments({ ...message, attachments })).toEqual(message.attachments)
})

test('an archive that nobody wants is left without a word', async () => {
  const archive = await toAttachmentsZip(openBuffer(mail({ type: 'a/b', content: 'x' })))
  for await (const piece of archive?.bytes ?? []) {
    expect(piece.length).toBeGreaterThan(0)
    break
  }
})

test('an archive whose mailbox ends while it is read says so, as a download does', async () => {
  const message = openBuffer(mail({ type: 'a/b', content: 'x'.repeat(100) }), 20)
  const archive = await toAttachmentsZip({
    ...message,
    async *read(from, length) {
      for await (const slice of message.read(from, length)) {
        yield slice
        throw new AppError('mailbox_expired')
      }
    },
  })
  await expect(collect(archive?.bytes ?? message.read())).rejects.toMatchObject({ code: 'mailbox_expired' })
})

test('a thousand files of one name are a thousand files', async () => {
  const files = await unzip(mail(...Array.from({ length: 900 }, () => ({ type: 'a/b', name: 'a.b', content: 'x' }))))
  expect(new Set(files.map(([name]) => name)).size).toBe(900)
})

test.each([
  ['../../etc/passwd', '__.._etc_passwd'],
  ['/etc/passwd', '_etc_passwd'],
  ['C:\\Windows\\x.exe', 'C__Windows_x.exe'],
  ['..', 'attachment-1'],
  ['.bashrc', '_bashrc'],
  ['con.txt', '_con.txt'],
  ['a\0b\n.txt', 'a_b_.txt'],
  ['x\u202etxt.exe', 'x_txt.exe'],
  ['end. . .', 'end'],
  ['', 'attachment-1'],
  [' ', 'attachment-1'],
  ['übersicht 你好.pdf', 'übersicht 你好.pdf'],
])('%j leaves no folder and troubles no file system', (name, safe) => {
  expect(createArchiveNames()(name, 0)).toBe(safe)
})

test('names are of bounded length and keep their ending', () => {
  const name = createArchiveNames()(`${'漢'.repeat(500)}.pdf`, 0)
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200)
  expect(name).toMatch(/漢\.pdf$/)
})

/** Of the first attachment; read in slices as short as `sliceBytes`. */
async function preview(file: File, sliceBytes?: number) {
  const message = openBuffer(mail(file), sliceBytes)
  const [attachment] = await listAttachments(message)
  return attachment ? readPreview(message, attachment) : null
}

test.each([1_048_576, 20])(
  'a picture is shown by what its bytes are, whatever it is called (%i)',
  async (sliceBytes) => {
    const found = await preview({ type: 'application/pdf', name: 'x.pdf', content: PNG }, sliceBytes)
    expect(found).toMatchObject({ contentType: 'image/png', size: PNG.length, isCut: false })
    expect(found && 'image' in found ? await collect(found.image) : null).toEqual(PNG)
  },
)

test.each([
  ['HTML', { type: 'text/html', content: '<script>alert(1)</script>' }],
  ['SVG', { type: 'image/svg+xml', content: '<svg onload="alert(1)"/>' }],
  ['XML', { type: 'application/xhtml+xml', content: '<html/>' }],
])('%s is shown as text and nothing else', async (_, file) => {
  expect(await preview(file)).toMatchObject({ contentType: 'text/plain; charset=utf-8', text: file.content })
})

test.each([
  ['SVG that says it is PNG', { type: 'image/png', content: '<svg onload="alert(1)"/>' }],
  ['a program', { type: 'application/octet-stream', content: 'MZ' }],
  ['a picture cut off in its head', { type: 'image/png', content: PNG.subarray(0, 12) }],
  ['a picture of 100,000 by 100,000 dots', { type: 'image/png', content: sized(100_000, 100_000) }],
])('of %s nothing is shown', async (_, file) => {
  expect(await preview(file)).toBeNull()
})

test.each([100_000, 1_000_000])('text of %i words is cut', async (words) => {
  const found = await preview({ type: 'text/plain', content: 'long '.repeat(words) })
  expect(found).toMatchObject({ isCut: true, text: 'long '.repeat(20_000) })
})

/** A PNG that claims to be that large. */
function sized(width: number, height: number): Buffer {
  const png = Buffer.from(PNG)
  png.writeUInt32BE(width, 16)
  png.writeUInt32BE(height, 20)
  return png
}
