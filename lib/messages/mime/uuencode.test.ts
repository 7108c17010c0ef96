import { expect, test } from 'vitest'
import { parseMessage } from '../parse'
import { readAttachment } from '../testing/open'

const FILE = 'begin 644 test.txt\n#0V%T\n`\nend\n'
const mail = (body: string, head = 'Subject: s') => Buffer.from(`${head}\n\n${body}`)

test('a file in the text becomes an attachment, and the text keeps the rest', async () => {
  const raw = mail(`Hello\n\n${FILE}\nBye\n`)
  const { bodyText, attachments } = await parseMessage(raw)
  expect(bodyText).toBe('Hello\n\n\nBye\n')
  expect(attachments).toMatchObject([{ filename: 'test.txt', content_type: 'text/plain', size: 3, inline: false }])
  expect((await readAttachment(raw, 0))?.content.toString()).toBe('Cat')
})

test('every byte comes back, also where blanks at the end of lines were lost', async () => {
  const bytes = Buffer.from(Array.from({ length: 1_000 }, (_, i) => (i % 5 === 0 ? 0 : (i * 7) % 256)))
  for (const zero of ['`', ' ']) {
    const raw = mail(`begin 600 a.bin\n${encode(bytes, zero).replace(/ +$/gm, '')}\n${zero}\nend\n`)
    expect((await readAttachment(raw, 0))?.content.equals(bytes)).toBe(true)
  }
})

test('several files, in one of several parts', async () => {
  const raw = mail(
    `--b\n\n${FILE}${FILE}\n--b\nContent-Type: a/b\n\nx\n--b--\n`,
    'Content-Type: multipart/mixed; boundary=b',
  )
  const { attachments } = await parseMessage(raw)
  expect(attachments.map(({ size }) => size)).toEqual([3, 3, 1])
  expect((await readAttachment(raw, 1))?.content.toString()).toBe('Cat')
})

test('a whole part in that encoding', async () => {
  const { bodyText } = await parseMessage(mail(FILE, 'Content-Transfer-Encoding: x-uuencode'))
  expect(bodyText).toBe('Cat')
})

test.each([
  'begin 644 the day with a smile\nand end it\n',
  'begin 644 cut.txt\n#0V%T\n',
  'begin 644 empty\n`\nend\n',
  'begin 644 x\nA line of prose that is longer than its first letter says, by far and by far and by far.\nend\n',
  'they begin 644 x\n#0V%T\nend\n',
])('text that only looks like it stays text: %j', async (body) => {
  const { bodyText, attachments } = await parseMessage(mail(body))
  expect([bodyText, attachments]).toEqual([body, []])
})

test('yEnc is left alone', async () => {
  const body = '=ybegin line=128 size=3 name=a.txt\n}\x7e\x7d\n=yend size=3\n'
  expect(await parseMessage(mail(body))).toMatchObject({ bodyText: body, attachments: [] })
})

test.each(['begin 644 x\n', 'begin 644 x\n#0V%T\n', `begin 644 x\n${'#0V%T\n'.repeat(100)}`])(
  'a megabyte of %j without end is read in bounded time',
  async (piece) => {
    const used = process.cpuUsage()
    expect((await parseMessage(mail(piece.repeat(1_000_000 / piece.length)))).attachments).toEqual([])
    expect(process.cpuUsage(used).user / 1_000).toBeLessThan(2_000)
  },
)

function encode(bytes: Buffer, zero: string): string {
  const lines: string[] = []
  for (let at = 0; at < bytes.length; at += 45) {
    const line = bytes.subarray(at, at + 45)
    const padded = Buffer.concat([line, Buffer.alloc((3 - (line.length % 3)) % 3)])
    const codes = [...padded.toString('hex').matchAll(/.{6}/g)].flatMap(([group]) => {
      const bits = Number.parseInt(group, 16)
      return [bits >> 18, (bits >> 12) & 63, (bits >> 6) & 63, bits & 63]
    })
    lines.push([line.length, ...codes].map((code) => (code === 0 ? zero : String.fromCharCode(32 + code))).join(''))
  }
  return lines.join('\n')
}
