import { expect, test } from 'vitest'
import { extract } from '../extract'
import { fromHtml } from '../visible/from-html'
import { fromPlainText } from '../visible/visible-text'

/** A megabyte of each: what repeats is what makes regular expressions go back and forth. */
const LENGTH = 1_000_000
const HOSTILE = [
  '1234567890',
  '123456\n',
  'a1b2c3\n',
  '1 2 3 ',
  '1.',
  '1-',
  '1 (',
  'a@',
  '::1a:',
  '**1',
  'A1-',
  'AB ',
  'code ',
  'your code is 123456\n',
  '> 123456 code\n',
  'old code was ',
  'enter ',
  '验证码1234',
  'jan 1 ',
  'HRB 1 ',
  '1\u200c',
  'https://x.example/verify?token=1a2b3c4d5e6f7a8b9c0d ',
  '<a href="https://x.example/v?t=2">confirm</a>',
  '<p>1</p>',
  '<td>1</td>',
  '<div>',
  '<b>1',
]
/** Of the processor, so that a busy machine does not count; measured it is a tenth of this. */
const MAX_CPU_MS = 1_500

test.each(HOSTILE)('a megabyte of %j is read in bounded time, and gives bounded answers', (piece) => {
  const body = `code: ${piece.repeat(Math.ceil(LENGTH / piece.length))} 482913`
  const start = process.cpuUsage()
  const { codes, links } = extract({
    fields: [],
    from: { name: '', address: 'a@b.example' },
    subject: 'Your verification code',
    html: piece.startsWith('<') ? fromHtml(body) : null,
    text: fromPlainText(body),
  })
  const { user, system } = process.cpuUsage(start)
  expect(codes.length).toBeLessThanOrEqual(10)
  expect(links.length).toBeLessThanOrEqual(200)
  expect((user + system) / 1_000).toBeLessThan(MAX_CPU_MS)
})

test('every further line of a text is looked at no more than twice', () => {
  const count = (lines: number) => {
    let reads = 0
    const counted = Array.from({ length: lines }, () => ({
      get text() {
        reads++
        return 'some words with 4821 in them, and more of them than anyone would read'
      },
      runs: [],
    }))
    extract({
      fields: [],
      from: null,
      subject: 'Your code',
      html: null,
      text: { lines: counted, anchors: [], isTooDeep: false },
    })
    return reads
  }
  // addresses are looked for on every line; codes only on the first
  expect(count(16_000) - count(8_000)).toBeLessThanOrEqual(8_000 * 2)
})
