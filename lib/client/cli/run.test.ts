/** The command line against servers of our own making; against a real Mayfly it is tested from outside. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { MAILBOX, MESSAGE } from '@/lib/http/endpoints/examples'
import { createTestServer, hangsUp, sends, type TestServer } from '../sdk/testing/server'
import { run } from './run'

let server: TestServer
let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mayfly-cli-'))
})
afterEach(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

async function serve(...answers: Parameters<typeof createTestServer>[0]): Promise<void> {
  server = await createTestServer(answers)
}

async function mayfly(args: string[], signal = new AbortController().signal) {
  const said: string[] = []
  const env = { MAYFLY_URL: server.baseUrl, MAYFLY_STATE: path.join(folder, 'state.json') }
  const tell = (line: string) => void said.push(line)
  const code = await run(args, { env, out: tell, err: tell, signal, lines: async function* () {} })
  return { code, said }
}

const matched = (seq: number) => sends({ status: 'matched', cursor: seq, message: { ...MESSAGE, seq, otp: '111222' } })

test.each([
  ['wait', 130],
  ['read', 130],
  ['watch', 0],
])('%s that is interrupted ends with %i', async (command, code) => {
  await serve(() => {})
  const interrupted = new AbortController()
  const running = mayfly([command, '--inbox', MAILBOX.address], interrupted.signal)
  await vi.waitFor(() => expect(server.asked.length).toBeGreaterThan(0))
  interrupted.abort()
  expect(await running).toEqual({ code, said: [] })
})

test('a wait may begin before its inbox is there, and the next one looks further, however the address is spelt', async () => {
  await serve(matched(3), matched(4))
  const address = 'job-7.someones1234@mayfly.localhost'
  expect(await mayfly(['wait', '--for', 'otp', '--inbox', address])).toEqual({ code: 0, said: ['111222'] })
  await mayfly(['wait', '--for', 'otp', '--inbox', address.toUpperCase()])
  expect(server.asked.map(({ path, query }) => [path, query.get('after_seq')])).toEqual([
    [`/api/v1/mailboxes/${encodeURIComponent(address)}/messages/wait`, '0'],
    [`/api/v1/mailboxes/${encodeURIComponent(address)}/messages/wait`, '3'],
  ])
})

test('what a killed process left locked is open to the next one', async () => {
  await serve(sends({ ...MAILBOX, session_token: 'mfs_one' }, 201))
  const lock = path.join(folder, 'state.json.lock')
  mkdirSync(lock)
  const then = new Date(Date.now() - 6_000)
  utimesSync(lock, then, then)
  expect(await mayfly(['new'])).toEqual({ code: 0, said: [MAILBOX.address] })
  expect(JSON.parse(readFileSync(path.join(folder, 'state.json'), 'utf8'))[server.baseUrl].last).toBe(MAILBOX.address)
  expect(existsSync(lock)).toBe(false)
})

test('a server that is away is a failure', async () => {
  await serve(hangsUp)
  expect(await mayfly(['wait', '--timeout', '0', '--inbox', MAILBOX.address])).toMatchObject({ code: 1 })
})
