/** The mount over real sockets, with routes of its own. */
import { connect } from 'node:net'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AppError } from '@/lib/errors'
import type { Handler } from './handler'
import { closeServer, createWebServer, listen } from './listen'
import { createMount } from './mount'

const say =
  (name: string): Handler =>
  async (_request, { params }) =>
    Response.json({ name, params: await params })

const routes = [
  { path: '/api/v1/[...rest]', module: { GET: say('rest') } },
  { path: '/api/v1/things/[id]', module: { GET: say('one'), DELETE: say('delete'), config: 'no method' } },
  { path: '/api/v1/things/special', module: { GET: say('special') } },
  { path: '/api/v1/things', module: { GET: say('list'), POST: async (r: Request) => Response.json(await r.json()) } },
  { path: '/api/v1/broken', module: { GET: () => Promise.reject(new Error('on purpose')) } },
  { path: '/healthz', module: { GET: say('health') } },
]

const refuse = ({ code, status, headers }: AppError) => Response.json({ code }, { status, headers })
const mount = createMount({ routes, refuse, log: pino({ level: 'silent' }) })
const server = createWebServer((req, res) => {
  if (!mount(req, res)) res.end('pages')
})
let port = 0
beforeAll(async () => {
  port = await listen(server, 0, '127.0.0.1')
})
afterAll(() => closeServer(server, { endStreams() {}, limitMs: 1_000 }))

test('prefers exact names to parameters and parameters to the rest', async () => {
  expect(await get('/api/v1/things')).toMatchObject({ status: 200, body: { name: 'list' } })
  expect(await get('/api/v1/things/')).toMatchObject({ body: { name: 'list' } })
  expect(await get('/api/v1/things/special')).toMatchObject({ body: { name: 'special' } })
  expect(await get('/api/v1/things/a%40b')).toMatchObject({ body: { name: 'one', params: { id: 'a%40b' } } })
  expect(await get('/api/v1/things/a/b')).toMatchObject({
    body: { name: 'rest', params: { rest: ['things', 'a', 'b'] } },
  })
})

test('leaves other paths to the pages', async () => {
  for (const path of ['/', '/api/v2/things', '/api', '/healthz/x']) {
    expect(await (await fetch(`http://127.0.0.1:${port}${path}`)).text()).toBe('pages')
  }
  expect(await get('/healthz')).toMatchObject({ body: { name: 'health' } })
})

test.each(['/api/v1/%zz', '/api/v1/things/%ff'])('refuses %s as malformed', async (path) => {
  expect(await get(path)).toMatchObject({ status: 400, body: { code: 'bad_request' } })
})

test('refuses methods that a route does not have and says which it has', async () => {
  const { status, headers, body } = await get('/api/v1/things/1', { method: 'PUT' })
  expect({ status, body }).toEqual({ status: 405, body: { code: 'method_not_allowed' } })
  expect(headers.get('allow')).toBe('GET, DELETE')
  expect(await talk('PROPFIND /api/v1/things HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toContain('405')
})

test('refuses a request without a usable host, and one that is not HTTP', async () => {
  expect(await talk('GET /api/v1/things HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n')).toMatch(/ 400 /)
  expect(await talk('GET /api/v1/things HTTP/1.0\r\n\r\n')).toMatch(/ 400 /)
  expect(await talk('HELO there\r\n\r\n')).toMatch(/ 400 /)
})

test('turns what a route throws into a refusal without its words', async () => {
  expect(await get('/api/v1/broken')).toMatchObject({ status: 500, body: { code: 'internal' } })
})

test('hands bodies through', async () => {
  const answer = await get('/api/v1/things', { method: 'POST', body: '{"a":[1,2]}' })
  expect(answer.body).toEqual({ a: [1, 2] })
})

async function get(path: string, init?: RequestInit) {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, init)
  return { status: response.status, headers: response.headers, body: await response.json() }
}

/** Sends bytes as they are, which fetch would not, and returns all that comes back. */
function talk(request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(request))
    socket.on('data', (chunk) => {
      said += chunk
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(said))
  })
}
