import { expect, test } from 'vitest'
import { readPartHead } from './content-type'

const read = (name: string, value: string) => readPartHead([{ name, value: Buffer.from(value).toString('latin1') }])

/** The parameters of a Content-Disposition, and the name its sender means (RFC 2183, 2231, 2047). */
const NAMES: [string, string | null][] = [
  ["filename*=utf-8''na%C3%AFve.txt", 'naïve.txt'],
  ["filename*=UTF-8'en'na%c3%afve.txt", 'naïve.txt'],
  ["filename*=shift_jis'ja'%8Am%94F.txt", '確認.txt'],
  ["filename*=bogus''%C3%A9.txt", 'é.txt'],
  ["filename*=''na%C3%AFve.txt", 'naïve.txt'],
  ['filename*=na%C3%AFve.txt', 'naïve.txt'],
  // in pieces
  ['filename*0="long "; filename*1="name.txt"', 'long name.txt'],
  ['filename*1=b.txt; filename*0=a', 'ab.txt'],
  ['filename*0*=utf-8\'\'na%C3; filename*1*=%AFve; filename*2=" x.txt"', 'naïve x.txt'],
  ["filename*0*=gb2312''%C4%FA; filename*1*=%B5%C4.txt", '您的.txt'],
  ["filename*0*=utf-8''a; filename*2*=c; filename*1*=b", 'abc'],
  // broken octets
  ["filename*=utf-8''bad%ZZpercent%.txt", 'bad%ZZpercent%.txt'],
  ["filename*0*=utf-8''100%; filename*1*=%20sure.txt", '100% sure.txt'],
  // encoded words, which do not belong here
  ['filename="=?utf-8?Q?na=C3=AFve.txt?="', 'naïve.txt'],
  ['filename==?utf-8?Q?na=C3=AFve.txt?=', 'naïve.txt'],
  ['filename="=?utf-8?Q?na=C3=AF?= =?utf-8?Q?ve.txt?="', 'naïve.txt'],
  ['filename*="=?utf-8?Q?na=C3=AFve.txt?="', 'naïve.txt'],
  ["filename*=utf-8''=?utf-8?Q?na=C3=AFve.txt?=", 'naïve.txt'],
  ['filename*0="=?utf-8?Q?na=C3=AF?="; filename*1=" =?utf-8?Q?ve.txt?="', 'naïve.txt'],
  // both: the extended one counts (RFC 6266, 4.3)
  ["filename=fallback.txt; filename*=utf-8''real.txt", 'real.txt'],
  // raw bytes, quotes and blanks
  ['filename="naïve.txt"', 'naïve.txt'],
  ['filename=name with spaces.txt', 'name with spaces.txt'],
  ['filename="unclosed.txt', 'unclosed.txt'],
  ['filename="a;b.txt"', 'a;b.txt'],
  ['filename="a\\"b.txt"', 'a"b.txt'],
  ['FILENAME = "UP.TXT"', 'UP.TXT'],
  ['filename=""', null],
  // a place is no name
  ['filename="C:\\Users\\x\\file.txt"', 'file.txt'],
  ['filename="\\\\server\\share\\file.txt"', 'file.txt'],
  ['filename="../../etc/passwd"', 'passwd'],
  ["filename*=utf-8''..%2F..%2Fetc%2Fpasswd", 'passwd'],
  // what would hide the end of a name, or break a line
  ['filename="\u202etxt.exe"', 'txt.exe'],
  [`filename="=?utf-8?B?${Buffer.from('a\r\nb.txt').toString('base64')}?="`, 'a b.txt'],
]

test.each(NAMES)('reads the name in %j', (params, filename) => {
  expect(read('Content-Disposition', `attachment; ${params}`).filename).toBe(filename)
})

test.each([
  ['base64', 'base64'],
  ['BASE64 (comment)', 'base64'],
  ['"base64"', 'base64'],
  ['base64;', 'base64'],
  ['base-64', 'base64'],
  ['Quoted-Printable', 'quoted-printable'],
  ['quoted printable', 'quoted-printable'],
  ['x-uuencode', 'x-uuencode'],
  ['uuencode', 'x-uuencode'],
  ['8 bit', 'none'],
  ['x-yenc', 'none'],
  ['', 'none'],
])('takes the encoding %j for %s', (value, encoding) => {
  expect(read('Content-Transfer-Encoding', value).encoding).toBe(encoding)
})

test.each([
  ['text/html; charset=utf-8', 'text/html'],
  ['TEXT / HTML', 'text/html'],
  ['text/plain>', 'text/plain'],
  ['text', 'text/plain'],
  ['', 'text/plain'],
  ['application/pdf name=x.pdf', 'application/pdf'],
])('takes the type %j for %s', (value, type) => {
  expect(read('Content-Type', value).type).toBe(type)
})

test.each(['*=%;', '*0*=%;', '\\', "x*='", 'a="', '('])('a field full of %j is read in bounded time', (piece) => {
  const used = process.cpuUsage()
  read('Content-Disposition', `attachment; filename${piece.repeat(16_384 / piece.length)}`)
  expect(process.cpuUsage(used).user / 1_000).toBeLessThan(2_000)
})
