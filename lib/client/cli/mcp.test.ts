/** The bridge against a real `/mcp`. */

import { createInterface } from 'node:readline'
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type McpUnderTest, serveMcp } from '@/lib/http/mcp/testing/serve'
import { countStreams } from '@/lib/http/sse'
import { run } from './run'

let mcp: McpUnderTest
beforeAll(async () => {
  mcp = await serveMcp()
})
afterAll(() => mcp.close())

/** One run of `mayfly mcp`: what is written to it, and what it said. */
function start(url = new URL(mcp.url).origin, options: string[] = []) {
  const input = new PassThrough()
  const said: { id?: unknown; method?: string; result?: unknown; error?: { code: number; message: string } }[] = []
  const ended = run(['mcp', '--url', url, ...options], {
    env: {},
    out: (line) => void said.push(JSON.parse(line)),
    err: (line) => void said.push({ error: { code: 0, message: line } }),
    signal: new AbortController().signal,
    lines: () => createInterface({ input }),
  })
  const say = (message: unknown) =>
    void input.write(`${typeof message === 'string' ? message : JSON.stringify(message)}\n`)
  const answerTo = (id: unknown) =>
    vi.waitFor(() => said.find((one) => one.id === id) ?? Promise.reject(new Error('none')), { timeout: 10_000 })
  return { say, said, answerTo, ended, close: () => void input.end() }
}

const call = (id: number, name: string, args: object, more: object = {}) => ({
  jsonrpc: '2.0',
  id,
  method: 'tools/call',
  params: { name, arguments: args, ...more },
})
const INITIALIZE = {
  jsonrpc: '2.0',
  id: 0,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
}

test('carries calls, progress and answers; a cancelled call ends at the server and is not answered', async () => {
  const { say, said, answerTo, ended, close } = start()
  say(INITIALIZE)
  expect(await answerTo(0)).toMatchObject({ result: { protocolVersion: '2025-06-18', serverInfo: { name: 'mayfly' } } })
  say({ jsonrpc: '2.0', method: 'notifications/initialized' })
  say(call(1, 'create_inbox', {}))
  const { result } = (await answerTo(1)) as { result: { structuredContent: { address: string; inbox_token: string } } }
  const { address, inbox_token } = result.structuredContent

  say(call(2, 'wait_for_code', { address, inbox_token }, { _meta: { progressToken: 'p' } }))
  await vi.waitFor(() => expect(said.at(-1)).toMatchObject({ method: 'notifications/progress' }))
  say({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 2 } })
  await vi.waitFor(() => expect(countStreams()).toBe(0))

  say(call(3, 'end_inbox', { address, inbox_token }))
  expect(await answerTo(3)).toMatchObject({ result: { structuredContent: { ended: true } } })
  expect(said.some(({ id }) => id === 2)).toBe(false)
  close()
  expect(await ended).toBe(0)
})

test('what is no message, a refused token and a server that is not there are told to the client', async () => {
  const { say, answerTo, close } = start(undefined, ['--token', 'mf_nobody'])
  say('{"jsonrpc":')
  say('[]')
  expect(await answerTo(null)).toMatchObject({ error: { code: -32700 } })
  say(INITIALIZE)
  expect((await answerTo(0)).error?.message).toMatch(/^401 .*invalid_token/)
  close()

  const away = start('http://127.0.0.1:9')
  away.say(INITIALIZE)
  expect((await away.answerTo(0)).error?.message).toContain('/mcp cannot be reached')
  away.close()
})
