import { afterAll, beforeAll, expect, test } from 'vitest'
import { ParsingStopped } from '@/lib/messages/contents'
import type { EncodedContents } from '@/lib/messages/contents/encode'
import { createParsePool, type ParsePool } from './pool'
import { bundleWorker, ENDLESS } from './testing'

const mail = (subject: string, body = 'Your code is 482913') =>
  Buffer.from(`From: a@x.example\r\nSubject: ${subject}\r\n\r\n${body}\r\n`)

/** Contents as they will stand in the database. */
const read = (contents: EncodedContents) => JSON.parse(`{${Buffer.from(contents)}`)
const readAll = async (parses: Promise<EncodedContents>[]) => (await Promise.all(parses)).map(read)

let workerUrl: URL
let pool: ParsePool
beforeAll(async () => {
  workerUrl = await bundleWorker('pool')
  pool = createParsePool({ size: 2, workerUrl })
})
afterAll(() => pool.close())

test('parses many at once and answers each with its own contents', async () => {
  const mails = Array.from({ length: 200 }, (_, i) => mail(`number ${i}`, `body ${i}`))
  const parsed = await readAll(mails.map((raw) => pool.parse(raw)))
  expect(parsed.map(({ body_text }) => body_text.trim())).toEqual(mails.map((_, i) => `body ${i}`))
  expect(parsed[7]?.headers).toContainEqual({ name: 'Subject', value: 'number 7' })
  expect(pool.pendingBytes()).toBe(0)
})

test('leaves the bytes of the caller alone, also where they are part of a larger buffer', async () => {
  const large = Buffer.concat([Buffer.from('before'), mail('inside'), Buffer.from('after')])
  const copy = Buffer.from(large)
  const raw = large.subarray(6, large.length - 5)
  expect(read(await pool.parse(raw)).otp).toBe('482913')
  expect(large.equals(copy)).toBe(true)
  expect(raw.length).toBe(large.length - 11)
})

test('a message over the time limit is answered with its header fields, and holds back no other', async () => {
  const strict = createParsePool({ size: 2, workerUrl })
  await Promise.all([strict.parse(mail('warm')), strict.parse(mail('up'))])
  const settled: string[] = []
  const bomb = strict.parse(mail('bomb', `xxxx ${ENDLESS}`)).finally(() => settled.push('bomb'))
  const others = Array.from({ length: 40 }, (_, i) =>
    strict.parse(mail(`other ${i}`)).finally(() => settled.push('other')),
  )
  for (const { otp, parse_error } of await readAll(others)) expect([otp, parse_error]).toEqual(['482913', null])
  const { parse_error, headers, body_text } = read(await bomb)
  expect(settled.at(-1)).toBe('bomb')
  expect(parse_error).toBe('timed out')
  expect(headers).toContainEqual({ name: 'Subject', value: 'bomb' })
  expect(body_text).toContain('xxxx')
  expect(read(await strict.parse(mail('after'))).otp).toBe('482913')
  await strict.close()
})

test('two hundred heavy messages of one mailbox do not keep the code of another waiting', async () => {
  const flooded = createParsePool({ size: 2, workerUrl })
  await Promise.all([flooded.parse(mail('warm')), flooded.parse(mail('up'))])
  const heavy = Buffer.from(`Content-Type: text/html\r\n\r\n${'<p>1234567 <b>AB12</b>\n'.repeat(6_000)}`)
  let done = 0
  const flood = Array.from({ length: 200 }, () =>
    flooded.parse(heavy, ['mailbox A', 'client x']).then(
      () => done++,
      () => {},
    ),
  )
  expect(read(await flooded.parse(mail('hello'), ['mailbox B', 'client x'])).otp).toBe('482913')
  expect(done).toBeLessThan(10)
  await flooded.close()
  await Promise.all(flood)
})

test('parsing steps back while asked to, and then goes on; for so long at most', async () => {
  let isAsked = true
  const polite = createParsePool({ size: 1, workerUrl, stepsBack: () => isAsked })
  let isParsed = false
  const waiting = polite.parse(mail('later')).finally(() => (isParsed = true))
  await pool.parse(mail('meanwhile'))
  expect(isParsed).toBe(false)
  isAsked = false
  expect(read(await waiting).otp).toBe('482913')
  await polite.close()
  const hurried = createParsePool({ size: 1, workerUrl, stepsBack: () => true, stepBackLimitMs: 30 })
  expect(await readAll(Array.from({ length: 40 }, () => hurried.parse(mail('at last'))))).toHaveLength(40)
  await hurried.close()
})

test('after close nothing is left running, and what waited is told so', async () => {
  const closing = createParsePool({ size: 1, workerUrl })
  const waiting = Array.from({ length: 50 }, (_, i) => closing.parse(mail(`late ${i}`)))
  const settled = Promise.allSettled(waiting)
  await closing.close()
  for (const outcome of await settled) {
    if (outcome.status === 'fulfilled') expect(read(outcome.value).parse_error).toBe(null)
    else expect(outcome.reason).toBeInstanceOf(ParsingStopped)
  }
  await expect(closing.parse(mail('too late'))).rejects.toThrow(ParsingStopped)
})
