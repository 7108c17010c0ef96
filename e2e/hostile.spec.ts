/** Every input is an attack: each of these gets a 4xx problem with a code, and the server stays as it was. */
import http from 'node:http'
import net from 'node:net'
import { expect, test } from '@playwright/test'
import { BASE_URL, call, createInbox, type Inbox } from './client'

const LONG = 'x'.repeat(100_000)
const ODD_TEXTS = [
  '%00',
  '%zz',
  '%',
  '%ff%fe',
  '..%2f..%2fetc',
  '%0d%0aSet-Cookie:a=b',
  "' OR 1=1--",
  '\u{202e}',
  '💥',
  'null',
  '-1',
  '1e9',
  LONG.slice(0, 5_000),
]

test.describe('malformed requests', () => {
  let inbox: Inbox
  test.beforeAll(async () => {
    inbox = await createInbox()
  })

  const expectProblem = async (answer: Promise<{ status: number; headers: Headers; body: object }>, label: string) => {
    const { status, headers, body } = await answer
    expect(status, label).toBeGreaterThanOrEqual(400)
    expect(status, label).toBeLessThan(500)
    expect(headers.get('content-type'), label).toContain('application/problem+json')
    expect(body, label).toMatchObject({ status, code: expect.stringMatching(/^[a-z_]+$/) })
  }

  for (const method of ['GET', 'PATCH', 'DELETE']) {
    for (const text of ODD_TEXTS) {
      test(`${method} of an odd address and id: ${text.slice(0, 20)}`, async () => {
        const body = method === 'PATCH' ? { ttl_minutes: 1, is_read: true } : undefined
        const odd = text.includes('%') ? text : encodeURIComponent(text)
        await expectProblem(call(method, `/mailboxes/${odd}`, { ...inbox, body }), 'address')
        await expectProblem(call(method, `${inbox.path}/messages/${odd}`, { ...inbox, body }), 'id')
      })
    }
  }

  for (const [label, body, status] of [
    ['cut JSON', '{"ttl_minutes":', 400],
    ['no JSON', 'hello', 400],
    ['bad UTF-8', Buffer.from([0x22, 0xff, 0x22]), 400],
    ['an array', '[]', 422],
    ['a string', '"x"', 422],
    ['null', 'null', 422],
    ['ttl 0', '{"ttl_minutes":0}', 422],
    ['ttl -1', '{"ttl_minutes":-1}', 422],
    ['ttl 1.5', '{"ttl_minutes":1.5}', 422],
    ['ttl as text', '{"ttl_minutes":"5"}', 422],
    ['ttl null', '{"ttl_minutes":null}', 422],
    ['ttl infinite', '{"ttl_minutes":1e400}', 422],
    ['ttl object', '{"ttl_minutes":{}}', 422],
    ['local part number', '{"local_part":5}', 422],
    ['local part U+0000', '{"local_part":"a\\u0000"}', 422],
    ['local part long', JSON.stringify({ local_part: LONG.slice(0, 65) }), 422],
    ['local part dots', '{"local_part":"a..b"}', 422],
    ['reserved', '{"local_part":"postmaster"}', 422],
    ['foreign domain', '{"domain":"example.com"}', 422],
    ['deep', `${'['.repeat(30_000)}${']'.repeat(30_000)}`, 422],
    ['huge', JSON.stringify({ local_part: LONG }), 413],
  ] as const) {
    test(`POST with ${label}`, async () => {
      const answer = await call('POST', '/mailboxes', { body })
      expect(answer.status).toBe(status)
      expect(answer.body.code).toBeTruthy()
    })
  }

  for (const query of [
    'limit=0',
    'limit=101',
    'limit=x',
    'limit=-1',
    'limit=1.5',
    'cursor=x',
    'cursor=-1',
    'after_seq=-1',
    'after_seq=x',
    'after_seq=99999999999',
    'since=yesterday',
    'since=2026-13-01T00:00:00Z',
    'unread=maybe',
    `q=${'y'.repeat(2_000)}`,
    'q=%00',
    'from=%00',
    'subject=%00',
  ]) {
    test(`GET messages?${query.slice(0, 30)}`, async () => {
      const answer = await call('GET', `${inbox.path}/messages?${query}`, inbox)
      expect(answer).toMatchObject({ status: 422, body: { code: 'invalid_request' } })
      expect(answer.body.errors[0]?.path).toBe(query.split('=')[0])
    })
  }

  for (const query of ['timeout=-1', 'timeout=56', 'timeout=x', 'for=everything', 'after_seq=-1']) {
    test(`GET wait?${query}`, async () => {
      expect((await call('GET', `${inbox.path}/messages/wait?${query}`, inbox)).status).toBe(422)
    })
  }

  for (const path of [
    '/mailboxes',
    '/domains',
    '/plans',
    '/api-keys',
    '/mailboxes/a@b/messages',
    '/mailboxes/a@b/deliveries',
  ]) {
    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      test(`${method} ${path} is 405 and says what is allowed`, async () => {
        const answer = await call(method, path)
        expect(answer).toMatchObject({ status: 405, body: { code: 'method_not_allowed' } })
        expect(answer.headers.get('allow')).toContain('GET')
      })
    }
  }

  for (const path of ['/nothing', '/mailboxes/a@b/nothing', '/%00', '/%zz', '/mailboxes/%zz', '//', '/..%2f']) {
    test(`GET ${path} is a problem, not a page`, async () => {
      await expectProblem(call('GET', path), path)
    })
  }

  test('a cursor that only looks like one is 422', async () => {
    const cursor = Buffer.from(`1 ${'-'.repeat(36)}`).toString('base64url')
    expect((await call('GET', `/mailboxes?cursor=${cursor}`, inbox)).status).toBe(422)
  })

  test('a word longer than any index takes finds nothing', async () => {
    const { status, body } = await call(
      'GET',
      `${inbox.path}/messages?q=${encodeURIComponent('漢'.repeat(1_000))}`,
      inbox,
    )
    expect([status, body.items]).toEqual([200, []])
  })

  test('a body of another type is 415', async () => {
    const headers = { 'content-type': 'text/xml' }
    expect((await call('POST', '/mailboxes', { body: '<a/>', headers })).status).toBe(415)
  })
})

test('a client that offers HTTP/2 is answered in HTTP/1.1', async () => {
  const answer = await new Promise<number | undefined>((resolve, reject) => {
    const headers = {
      connection: 'Upgrade, HTTP2-Settings',
      upgrade: 'h2c',
      'http2-settings': 'AAEAAEAAAAIAAAABAAMAAABk',
    }
    http.get(`${BASE_URL}/healthz`, { headers }, (response) => resolve(response.statusCode)).on('error', reject)
  })
  expect(answer).toBe(200)
})

test.describe('raw sockets', () => {
  const talk = (text: string) =>
    new Promise<string>((resolve) => {
      let answer = ''
      const socket = net.connect(Number(new URL(BASE_URL).port), new URL(BASE_URL).hostname, () => socket.end(text))
      socket.on('data', (chunk) => {
        answer += chunk
      })
      socket.on('error', () => {})
      socket.on('close', () => resolve(answer))
    })

  for (const text of [
    'GET /api/v1/me\r\n\r\n',
    'GET /api/v1/me HTTP/9.9\r\n\r\n',
    'FOO /api/v1/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    'TRACE /api/v1/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    'GET //evil.example/api/v1/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    'GET http://evil.example/api/v1/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    'GET /api/v1/me HTTP/1.1\r\nHost: x\r\nHost: y\r\nConnection: close\r\n\r\n',
    'GET /api/v1/me HTTP/1.1\r\nConnection: close\r\n\r\n',
    'POST /api/v1/mailboxes HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    'POST /api/v1/mailboxes HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n',
    `GET /api/v1/me HTTP/1.1\r\nHost: x\r\nX-Long: ${LONG}\r\n\r\n`,
    `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
    'GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    'GET /m/%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    'GET /m/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    'GET /api/auth/signin/%ff HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    'GET /_next/static/..%2f..%2f..%2fpackage.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    '\0\0\0\0\r\n\r\n',
    'EHLO example.org\r\n',
  ]) {
    test(`no 5xx for ${JSON.stringify(text.slice(0, 60))}`, async () => {
      const answer = await talk(text)
      expect(answer).not.toMatch(/^HTTP\/1\.[01] 5/)
      expect((await call('GET', `${BASE_URL}/readyz`)).status).toBe(200)
    })
  }
})
