/** The client against servers that misbehave; against a real Mayfly it is tested from outside. */
import { afterEach, expect, test } from 'vitest'
import { MAILBOX, MESSAGE, SUMMARY } from '@/lib/http/endpoints/examples'
import { Mayfly, MayflyError, TimeoutError } from '.'
import { createTestServer, hangsUp, sends, type TestServer } from './testing/server'

let server: TestServer
afterEach(() => server.close())

const created = sends({ ...MAILBOX, last_seq: 0, session_token: 'mfs_one' }, 201)
const matched = (seq: number, otp = '111222') =>
  sends({ status: 'matched', cursor: seq, message: { ...MESSAGE, seq, otp } })
const timedOut = (cursor: number, near_misses: object[] = [], refused: object[] = []) =>
  sends({ status: 'timeout', cursor, message: null, near_misses, refused })

async function serve(...answers: Parameters<typeof createTestServer>[0]): Promise<Mayfly> {
  server = await createTestServer(answers)
  return new Mayfly({ baseUrl: `${server.baseUrl}/` })
}

test('a create that got no answer is repeated with the same key', async () => {
  const mayfly = await serve(hangsUp, sends({}, 503, { 'retry-after': '0' }), created)
  expect((await mayfly.createInbox({ ttlMinutes: 5 })).address).toBe(MAILBOX.address)
  const keys = server.asked.map(({ headers }) => headers['idempotency-key'])
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/)
  expect(new Set(keys).size).toBe(1)
  expect(keys).toHaveLength(3)
})

test('inboxes made at once without a token share the one that the first brings', async () => {
  const mayfly = await serve(created, sends(MAILBOX, 201))
  const inboxes = await Promise.all([mayfly.createInbox(), mayfly.createInbox(), mayfly.createInbox()])
  expect(inboxes.map(({ token }) => token)).toEqual(['mfs_one', 'mfs_one', 'mfs_one'])
  expect(server.asked.map(({ headers }) => headers.authorization)).toEqual([
    undefined,
    'Bearer mfs_one',
    'Bearer mfs_one',
  ])
})

test('the next wait begins after the last match', async () => {
  const mayfly = await serve(created, matched(3), matched(7, '333444'))
  const inbox = await mayfly.createInbox()
  expect(await inbox.waitForCode({ from: 'shop', since: new Date(0) })).toBe('111222')
  expect(await inbox.waitForCode()).toBe('333444')
  const [, first, second] = server.asked.map(({ query }) => Object.fromEntries(query))
  expect(first).toEqual({
    from: 'shop',
    since: '1970-01-01T00:00:00.000Z',
    for: 'otp',
    timeout: '30',
    after_seq: '0',
  })
  expect(second).toMatchObject({ after_seq: '3' })
  expect(inbox.cursor).toBe(7)
})

test('a timeout says what came near and what was refused, and does not move the cursor', async () => {
  const miss = { id: SUMMARY.id, seq: 4, why: 'from' }
  const mayfly = await serve(
    created,
    timedOut(4, [miss], [{ smtp_code: 552, reason: 'message_too_large', from_domain: 'a.example' }]),
  )
  const inbox = await mayfly.createInbox()
  const error = await inbox.waitForCode({ timeoutMs: 1 }).catch((error: unknown) => error)
  expect(error).toBeInstanceOf(TimeoutError)
  expect(error).toMatchObject({ nearMisses: [miss], refused: [{ smtp_code: 552 }], timeoutMs: 1 })
  expect((error as Error).message).toBe(
    `No one-time code for ${MAILBOX.address} within 0.001 s. Near misses: #4 failed "from". ` +
      'Refused: 552 message_too_large (from a.example).',
  )
  expect(inbox.cursor).toBe(0)
})

test('a wait outlives a server that is away for a moment', async () => {
  const mayfly = await serve(created, hangsUp, sends({}, 502), matched(1))
  expect(await (await mayfly.createInbox()).waitForCode()).toBe('111222')
})

test('a refusal is thrown at once, with its code', async () => {
  const problem = { code: 'mailbox_expired', status: 404, detail: 'It has expired.', ended_at: MAILBOX.expires_at }
  const mayfly = await serve(sends(problem, 404))
  const error = await mayfly.getInbox(MAILBOX.address).catch((error: unknown) => error)
  expect(error).toBeInstanceOf(MayflyError)
  expect(error).toMatchObject({ code: 'mailbox_expired', status: 404, endedAt: new Date(MAILBOX.expires_at) })
  expect(server.asked).toHaveLength(1)
})

test('too many requests are repeated after as long as the server asks, and not for ever', async () => {
  server = await createTestServer([sends({ code: 'rate_limited' }, 429, { 'retry-after': '0' })])
  const mayfly = new Mayfly({ baseUrl: server.baseUrl, maxRetries: 2 })
  await expect(mayfly.me()).rejects.toMatchObject({ code: 'rate_limited', retryAfterMs: 0 })
  expect(server.asked).toHaveLength(3)
})

test('what is not a Mayfly is said to be none', async () => {
  const mayfly = await serve((res) => void res.end('<html>'))
  await expect(mayfly.me()).rejects.toMatchObject({ code: 'unreadable' })
})

test('an inbox that has ended already ends without complaint', async () => {
  const mayfly = await serve(
    created,
    sends({ code: 'mailbox_deleted' }, 404),
    sends({ code: 'mailbox_not_found' }, 404),
  )
  const inbox = await mayfly.createInbox()
  await inbox.end()
  await expect(inbox.end()).rejects.toMatchObject({ code: 'mailbox_not_found' })
})

test('an abort ends a wait with its own reason', async () => {
  const mayfly = await serve(created, () => {})
  const inbox = await mayfly.createInbox()
  await expect(inbox.waitForMessage({ signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough')
})

test('watching comes back after the last message seen, and ends with the inbox', async () => {
  const event = (type: string, data: object, id = '') =>
    `event: ${type}\n${id && `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`
  const begin = `retry: 1\n\n: awake\n\n${event('ready', MAILBOX)}`
  const stream = (text: string) => (res: Parameters<typeof hangsUp>[0]) => {
    res.writeHead(200, { 'content-type': 'text/event-stream' })
    res.write(text, () => res.destroy())
  }
  const mayfly = await serve(
    created,
    stream(begin + event('new_message', { ...SUMMARY, seq: 5 }, '5') + event('new_mess', {})),
    sends({}, 503, { 'retry-after': '0' }),
    stream(begin + event('news_of_tomorrow', {}) + event('mailbox_expired', MAILBOX)),
  )
  const inbox = await mayfly.createInbox()
  const types: string[] = []
  for await (const { type } of inbox.watch({ afterSeq: 2 })) types.push(type)
  expect(types).toEqual(['ready', 'new_message', 'ready', 'mailbox_expired'])
  expect(server.asked.slice(1).map(({ headers }) => headers['last-event-id'])).toEqual(['2', '5', '5'])
})

test('watching an inbox that ended meanwhile just ends; one that never was is refused', async () => {
  const gone = sends({ code: 'mailbox_not_found' }, 404)
  const cut = (res: Parameters<typeof hangsUp>[0]) => {
    res.writeHead(200, { 'content-type': 'text/event-stream' })
    res.write('retry: 1\n\n', () => res.destroy())
  }
  const mayfly = await serve(created, cut, gone)
  const inbox = await mayfly.createInbox()
  for await (const event of inbox.watch()) expect(event).toBeUndefined()
  await expect(inbox.watch().next()).rejects.toMatchObject({ code: 'mailbox_not_found' })
})
