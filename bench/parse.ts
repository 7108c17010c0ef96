/** What parsing one message takes of the processor: the fixtures, and mails that are made to take long. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseMessage } from '@/lib/messages/parse'
import { writeResult } from './lib/report'

const FIXTURES = 'lib/messages/fixtures/mail'
const ROUNDS = 20
const MIXED = 'Content-Type: multipart/mixed; boundary=b\r\n\r\n'

const BOMBS: Record<string, string> = {
  '25 MB of text': 'lorem ipsum dolor sit amet\r\n'.repeat(900_000),
  '25 MB in base64': `Content-Transfer-Encoding: base64\r\n\r\n${`${'QUJD'.repeat(19)}\r\n`.repeat(320_000)}`,
  '25 MB of attachment': `${MIXED}--b\r\n\r\nhi\r\n--b\r\nContent-Type: a/b\r\nContent-Transfer-Encoding: base64\r\n\r\n${`${'QUJD'.repeat(19)}\r\n`.repeat(320_000)}--b--\r\n`,
  '2 MB of flat HTML': `Content-Type: text/html\r\n\r\n${'<p>lorem <b>ipsum</b></p>'.repeat(80_000)}`,
  '10,000 parts': `${MIXED}${'--b\r\nContent-Type: a/b\r\n\r\nx\r\n'.repeat(10_000)}`,
  '10,000 fields': `${'X-Field: a value\r\n'.repeat(10_000)}\r\nbody`,
  'a subject of encoded words': `Subject: ${'=?utf-8?Q?caf=C3=A9?= '.repeat(6_000)}\r\n\r\nbody`,
  'a list of addresses': `To: ${'"A, B" <a@b.example>, '.repeat(6_000)}\r\n\r\nbody`,
  'undeclared 8-bit text': `\r\n${'\xb1z\xaa\xba\xc5\xe7\xc3\xd2\xbdX '.repeat(200_000)}`,
  'uuencoded files': `\r\n${'begin 644 x\n#0V%T\n`\nend\n'.repeat(50_000)}`,
}

/** In milliseconds of processor time, garbage collection included: other work on the machine does not count. */
async function measure(raw: Buffer): Promise<number> {
  const before = process.cpuUsage()
  await parseMessage(raw)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

const at = (sorted: number[], share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? 0
const round = (ms: number) => Math.round(ms * 100) / 100

const times: number[] = []
const mails = readdirSync(FIXTURES).filter((name) => name.endsWith('.eml'))
for (let i = 0; i <= ROUNDS; i++) {
  for (const name of mails) {
    const ms = await measure(readFileSync(path.join(FIXTURES, name)))
    // the first round warms up
    if (i > 0) times.push(ms)
  }
}
times.sort((a, b) => a - b)
const ordinary = {
  mails: times.length,
  p50: round(at(times, 0.5)),
  p99: round(at(times, 0.99)),
  max: round(at(times, 1)),
}
console.table([ordinary])

const bombs: Record<string, number> = {}
for (const [name, text] of Object.entries(BOMBS)) bombs[name] = round(await measure(Buffer.from(text, 'latin1')))
console.table(Object.entries(bombs).map(([mail, ms]) => ({ mail, ms })))
writeResult('parse', { ordinaryMs: ordinary, bombsMs: bombs })
