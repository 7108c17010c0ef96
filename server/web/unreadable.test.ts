/** Over real sockets, byte by byte. */
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { problemResponse } from '@/lib/http/problem'
import { refuseUnreadable } from './unreadable'

const server = createServer({ headersTimeout: 100, connectionsCheckingInterval: 20 }, (_, res) => {
  res.write('half an answer')
})
refuseUnreadable(server, (error) => problemResponse(error))
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

test.each([
  ['what is not HTTP', 'HELO there\r\n\r\n', 400, 'bad_request'],
  ['header fields without end', `GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'headers_too_large'],
  ['an expectation that nobody knows', 'GET / HTTP/1.1\r\nHost: x\r\nExpect: wonders\r\n\r\n', 400, 'bad_request'],
  ['a request that does not come to its end', 'GET / HTTP/1.1\r\nHost: x\r\n', 408, 'request_timeout'],
])('refuses %s as the API would, and closes', async (_, request, status, code) => {
  const [head = '', body = ''] = (await talk(request)).split('\r\n\r\n')
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} \\S`))
  expect(head).toMatch(/^content-type: application\/problem\+json$/m)
  expect(head).toMatch(new RegExp(`^content-length: ${body.length}$`, 'm'))
  expect(JSON.parse(body)).toMatchObject({ status, code })
})

test('cuts a connection that turns to nonsense in the middle of an answer, and says nothing into it', async () => {
  const said = await talk('GET / HTTP/1.1\r\nHost: x\r\n\r\n', 'half an answer', 'HELO\r\n\r\n')
  expect(said).toContain('half an answer')
  expect(said.match(/HTTP\/1\.1/g)).toHaveLength(1)
})

test('lives on when a client resets the connection', async () => {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  await new Promise<void>((resolve) => socket.write('GET / HTTP/1.1\r\n', () => resolve()))
  socket.resetAndDestroy()
  expect(await talk('HELO\r\n\r\n')).toContain(' 400 ')
})

/** Sends `request`, and `then` once it has read `cue`; returns all that comes back until the end. */
function talk(request: string, cue?: string, then = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1', () => socket.write(request))
    socket.on('data', (chunk) => {
      said += chunk
      if (cue && said.includes(cue)) socket.write(then)
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(said))
  })
}
