/** `/mcp` against what no client would send: always an answer, never ours to blame. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type McpUnderTest, serveMcp } from './testing/serve'

let mcp: McpUnderTest
beforeAll(async () => {
  mcp = await serveMcp({ RATE_LIMITS: 'on', PUBLIC_URL: 'https://mayfly.example' })
  await mcp.ctx.db.pool.query('UPDATE plans SET requests_per_minute = 150')
})
afterAll(() => mcp.close())

const HEADERS = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }

async function post(body: unknown, headers: Record<string, string> = {}, method = 'POST') {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const response = await fetch(mcp.url, {
    method,
    headers: { ...HEADERS, ...headers },
    ...(method === 'GET' ? {} : { body: text }),
  })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

const call = (name: string, args: unknown) => ({
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: { name, arguments: args },
})
const LIST = { jsonrpc: '2.0', id: 1, method: 'tools/list' }
const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`

test.each([
  ['no JSON', '{"jsonrpc":', 400, -32700],
  ['nothing', '', 400, -32600],
  ['no object', '"hello"', 400, -32600],
  ['null', 'null', 400, -32600],
  ['no JSON-RPC', '{"a":1}', 400, -32600],
  ['another version', '{"jsonrpc":"1.0","id":1,"method":"tools/list"}', 400, -32600],
  ['a batch', JSON.stringify(Array(50).fill(LIST)), 400, -32600],
  ['an empty batch', '[]', 400, -32600],
  ['a message nested deeply', `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":${deep(6_000)}}`, 400, -32600],
  ['a subscription', '{"jsonrpc":"2.0","id":7,"method":"subscriptions/listen","params":{}}', 400, -32601],
])('%s is refused in the words of JSON-RPC', async (_name, body, status, code) => {
  const answer = await post(body)
  expect(answer.status, answer.text).toBe(status)
  expect(JSON.parse(answer.text).error.code).toBe(code)
})

test('what is too large, of another type, or by another method is refused as everywhere', async () => {
  const code = (text: string) => JSON.parse(text).code
  const large = await post(call('create_inbox', { name: 'x'.repeat(70_000) }))
  expect([large.status, code(large.text)]).toEqual([413, 'body_too_large'])
  const typed = await post('{}', { 'content-type': 'text/plain' })
  expect([typed.status, code(typed.text)]).toEqual([415, 'unsupported_media_type'])
  for (const method of ['GET', 'DELETE', 'PUT', 'PATCH']) {
    const { status, headers, text } = await post('{}', {}, method)
    expect([method, status, headers.get('allow'), code(text)]).toEqual([
      method,
      405,
      'POST, OPTIONS',
      'method_not_allowed',
    ])
  }
})

test('a page of another site may not speak to us; our own and those of this machine may', async () => {
  for (const origin of ['https://evil.example', 'http://localhost.evil.example', 'null', 'http://mayfly.example']) {
    const { status, text } = await post(LIST, { origin })
    expect([origin, status, JSON.parse(text).code]).toEqual([origin, 403, 'cross_origin'])
  }
  for (const origin of ['https://mayfly.example', 'http://localhost:6274', 'http://127.0.0.1:1', 'http://[::1]:80']) {
    expect([origin, (await post(LIST, { origin })).status]).toEqual([origin, 200])
  }
  const { headers } = await fetch(mcp.url, { method: 'OPTIONS', headers: { origin: 'http://localhost:6274' } })
  expect(headers.get('access-control-allow-headers')).toContain('Mcp-Protocol-Version')
})

test('a token that is not valid is 401, and a cookie is nobody', async () => {
  for (const authorization of ['Bearer mf_nobody', 'Bearer x', 'Basic eDp4']) {
    expect((await post(LIST, { authorization })).status).toBe(401)
  }
  const made = await post(call('create_inbox', {}))
  const [, token] = /"inbox_token":"(mfs_[^"]+)"/.exec(made.text) ?? []
  const [, address] = /"address":"([^"]+)"/.exec(made.text) ?? []
  const cookie = `mayfly_session=${token}`
  expect((await post(call('list_emails', { address }), { cookie })).text).toContain('mailbox_not_found')
  expect((await post(call('list_emails', { address }), { 'x-session-token': token ?? '' })).text).toContain(
    '"emails":[]',
  )
})

test('tools that are not there and arguments of any kind never end in a fault of ours', async () => {
  const strange: unknown[] = [null, [], 'x', 7, {}, { address: null }, { address: {} }, { address: '\0@\0' }]
  strange.push({ address: 'a'.repeat(300) }, { address: '@' }, { address: "'; DROP TABLE mailboxes" })
  strange.push({ address: 'x@y', id: '\ud800' }, { address: 'x@y', inbox_token: '\0' }, { __proto__: null, name: 1 })
  for (const name of [
    'nothing',
    '__proto__',
    'constructor',
    'list_emails',
    'read_email',
    'end_inbox',
    'wait_for_code',
  ]) {
    for (const args of strange) {
      const { status, text } = await post(call(name, args))
      expect(status, `${name} ${JSON.stringify(args)}`).toBeLessThan(500)
      expect(text).not.toMatch(/internal|"code":-32603/)
      expect(text, `${name} ${JSON.stringify(args)}`).toMatch(/error/i)
    }
  }
})

test('calls count: by session whoever names one, else by address', async () => {
  const made = await post(call('create_inbox', {}), { 'x-forwarded-for': '10.0.0.1' })
  expect(made.headers.get('ratelimit-policy')).toBe('"default";q=150;w=60')
  const [, inbox_token] = /"inbox_token":"(mfs_[^"]+)"/.exec(made.text) ?? []
  const [, address] = /"address":"([^"]+)"/.exec(made.text) ?? []
  const statuses = async (body: unknown) => {
    const answers = await Promise.all(Array.from({ length: 155 }, () => post(body)))
    return answers.filter(({ status }) => status === 200).length
  }
  expect(await statuses(call('list_emails', { address, inbox_token }))).toBe(150)
  expect(await statuses(LIST)).toBeLessThan(150)
  const refused = await post(LIST)
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
})
