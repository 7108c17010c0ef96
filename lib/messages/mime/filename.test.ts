import { create as toContentDisposition } from 'content-disposition'
import { expect, test } from 'vitest'
import { parseMessage } from '../parse'
import { readAttachment } from '../testing/open'
import { toFilename } from './filename'

test.each([
  ['../../x', 'x'],
  ['/etc/cron.d/run.sh', 'run.sh'],
  ['C:\\Users\\me\\..\\bill.pdf', 'bill.pdf'],
  ['..\\../mixed/', 'mixed'],
  ['../../etc/passwd', 'passwd'],
  ['docs/../../etc/passwd', 'passwd'],
  ['\\\\server\\share\\x.txt', 'x.txt'],
  ['C:\\x\\y.txt', 'y.txt'],
  ['Rechnung 01/2026.pdf', 'Rechnung 01_2026.pdf'],
  ['a/b\\c.txt', 'a_b_c.txt'],
  ['either / or.txt', 'either _ or.txt'],
  ['folder/', 'folder'],
  ['a\u202egpj.exe', 'agpj.exe'],
  ['\u2066inv\u200boice\u2069.p\u200edf\ufeff', 'invoice.pdf'],
  ['a\r\nb\0c\u0085d\u009be.txt', 'a b c d e.txt'],
  ['  Übersicht 你好 (1).bin ', 'Übersicht 你好 (1).bin'],
  ['.bashrc', '.bashrc'],
  ['no extension', 'no extension'],
])('%j is shown and saved as %j', (given, name) => {
  expect(toFilename(given)).toBe(name)
})

test('what names no file is no name', () => {
  expect(['', ' ', '.', '..', '../..', '///', '\u202e\u200b', '\\'].map(toFilename)).toEqual(
    Array.from({ length: 8 }, () => null),
  )
})

test('a name that is too long keeps its extension and no half of a character', () => {
  expect(toFilename(`${'x'.repeat(5_000)}.tar.gz`)).toBe(`${'x'.repeat(252)}.gz`)
  expect(toFilename(`${'x'.repeat(300)}.${'y'.repeat(300)}`)).toHaveLength(255)
  const name = toFilename(`x${'😀'.repeat(200)}.jpeg`) ?? ''
  expect(name).toMatch(/^x(😀)+\.jpeg$/u)
  expect(name.length).toBeGreaterThan(252)
})

test('list and download agree on the name, however the header field was encoded', async () => {
  const raw = Buffer.from(
    [
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Disposition: attachment; filename="=?utf-8?B?Li4vLi4vYeKArmdwai5leGU=?="',
      '',
      'one',
      '--b',
      "Content-Disposition: attachment; filename*=utf-8''..%2F..%2Fetc%2Fpass%E2%80%AEwd",
      '',
      'two',
      '--b',
      'Content-Type: image/png; name="..\\\\..\\\\x.png"',
      'Content-Disposition: attachment',
      '',
      'three',
      '--b--',
    ].join('\r\n'),
  )
  const { attachments } = await parseMessage(raw)
  expect(attachments.map(({ filename }) => filename)).toEqual(['agpj.exe', 'passwd', 'x.png'])
  for (const { index, filename } of attachments) {
    const read = await readAttachment(raw, index)
    expect(read?.filename).toBe(filename)
    expect(toContentDisposition(read?.filename ?? '')).toBe(`attachment; filename=${filename}`)
  }
})
