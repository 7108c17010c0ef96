import { expect, test } from 'vitest'
import { decodeEncodedWords } from './encoded-words'

/** What senders write, and what they mean. */
const WORDS: [string, string][] = [
  ['=?utf-8?q?caf=C3=A9?=', 'café'],
  ['=?UTF-8?Q?caf=c3=a9?=', 'café'],
  ['=?utf-8?b?Y2Fmw6k=?=', 'café'],
  ['=?utf-8?B?Y2Fmw6k?=', 'café'],
  ['=?utf-8*de?Q?a_b?=', 'a b'],
  // words that follow each other
  ['=?utf-8?Q?a?= \t =?utf-8?Q?b?=', 'ab'],
  ['=?utf-8?Q?a?==?utf-8?B?Yg==?=', 'ab'],
  ['=?utf-8?Q?a?= b =?utf-8?Q?c?=', 'a b c'],
  ['=?iso-8859-1?Q?caf=E9?= =?utf-8?Q?_caf=C3=A9?=', 'café café'],
  // split inside of a character
  ['=?UTF-8?Q?caf=C3?= =?UTF-8?Q?=A9?=', 'café'],
  ['=?UTF-8?Q?=E2=82?= =?utf8?Q?=AC?=', '€'],
  ['=?UTF-8?B?5pel5pys6A==?= =?UTF-8?B?qp4=?=', '日本語'],
  ['=?UTF-8?B?Y2Fmw?= =?UTF-8?B?6k=?=', 'café'],
  ['=?utf-8?q?=F0=9F?= =?utf-8?b?mIA=?=', '😀'],
  ['=?iso-2022-jp?B?GyRCRnw=?= =?iso-2022-jp?B?S1wbKEI=?=', '日本'],
  // blanks where none belong
  ['=?utf-8?Q?a b=20c?=', 'a b c'],
  ['=?utf-8?B?Y2Fm w6k=?=', 'café'],
  ['=?utf-8?Q?caf=C3= A9?=', 'café'],
  ['=? utf-8?Q?abc?=', 'abc'],
  ['=?utf-8? Q?abc?=', 'abc'],
  ['=?"utf-8"?Q?caf=C3=A9?=', 'café'],
  // in quotes, in brackets, within words
  ['"=?utf-8?Q?caf=C3=A9?="', '"café"'],
  ['(=?utf-8?Q?caf=C3=A9?=)', '(café)'],
  ['x=?utf-8?Q?a?=y', 'xay'],
  // question marks
  ['=?utf-8?Q?why=3F?=', 'why?'],
  ['=?utf-8?Q?why?_so?=', 'why? so'],
  ['=?utf-8?Q?Really?=20yes?=', 'Really? yes'],
  ['=?utf-8?Q?=?=', ''],
  // a broken end
  ['=?utf-8?Q?caf=C3=A9?', 'café'],
  ['=?utf-8?Q?caf=C3=A9? =', 'café'],
  ['=?utf-8?Q?caf=C3=A9? =?utf-8?Q?_x?=', 'café x'],
  // broken octets
  ['=?utf-8?Q?=ZZ=4?=', '=ZZ=4'],
  ['=?utf-8?B?####?=', ''],
  ['=?utf-8?Q??=', ''],
  // charsets that are wrong, unknown, or none
  ['=?us-ascii?Q?caf=C3=A9?=', 'café'],
  ['=?ansi_x3.4-1968?Q?caf=C3=A9?=', 'café'],
  ['=?iso-8859-1?Q?caf=C3=A9?=', 'café'],
  ['=?utf-8?Q?caf=E9?=', 'café'],
  ['=?x-unknown?Q?=E9t=E9?=', 'été'],
  ['=?bogus?Q?caf=C3=A9?=', 'café'],
  ['=?utf-7?Q?+ADw-b+AD4-?=', '+ADw-b+AD4-'],
  // none at all
  ['=?utf-8?Q?unfinished', '=?utf-8?Q?unfinished'],
  ['=?utf-8?X?abc?=', '=?utf-8?X?abc?='],
  ['=??Q?abc?=', '=??Q?abc?='],
  ['a=?=b?c', 'a=?=b?c'],
  ['=?=?=?utf-8?Q?x?=', '=?=?x'],
]

test.each(WORDS)('decodes %j', (value, text) => {
  expect(decodeEncodedWords(value)).toBe(text)
})

test.each(['=?utf-8?Q?', '=?utf-8?Q?a?= ', '=?utf-8?B?YQ', '?=AB', '=?a?b?', '? ', '=?'])(
  'many times %j is decoded in bounded time',
  (piece) => {
    const nonsense = `=?utf-8?Q?${piece.repeat(16_384 / piece.length)}`
    const used = process.cpuUsage()
    decodeEncodedWords(nonsense)
    expect(process.cpuUsage(used).user / 1_000).toBeLessThan(2_000)
  },
)
