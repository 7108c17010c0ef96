/** One definition, two mounts: Next's own server answers the API exactly as the web process does. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { findAccess, urlOf } from '@/server/launch/postgres/cluster'
import { API, createInbox, sendMail } from './client'
import { freePort } from './ports'

const DATA_DIR = process.env.E2E_DATA_DIR
test.skip(!DATA_DIR, 'needs the database of the Mayfly that the set-up starts')

const PUBLIC_URL = 'http://mayfly.example'

let next: ChildProcess
let nextApi = ''
test.beforeAll(async () => {
  const dataDir = DATA_DIR ?? ''
  const access = findAccess(dataDir)
  const port = await freePort()
  next = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'start', '-p', String(port)], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: access ? urlOf(access) : '',
      NEXTAUTH_SECRET: readFileSync(path.join(dataDir, 'secret'), 'utf8'),
      PUBLIC_URL,
      RATE_LIMITS: 'off',
      AUTHENTICATION_RESULTS: 'off',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  nextApi = `http://localhost:${port}/api/v1`
  for await (const chunk of next.stdout ?? []) if (String(chunk).includes('Ready')) break
})
test.afterAll(async () => {
  next.kill('SIGTERM')
  await once(next, 'exit')
})

test('both mounts answer alike', async () => {
  const inbox = await createInbox()
  await sendMail({ to: inbox.address, subject: 'Alike' })
  const headers = { authorization: `Bearer ${inbox.token}` }
  const waited = await fetch(`${API}${inbox.path}/messages/wait`, { headers })
  const { id } = (await waited.json()).message
  const calls: [method: string, path: string, init?: RequestInit][] = [
    ['GET', '/plans'],
    ['GET', '/domains'],
    ['GET', '/me'],
    ['GET', '/plans/'],
    ['HEAD', '/plans'],
    ['PATCH', '/plans'],
    ['OPTIONS', '/mailboxes'],
    ['GET', '/nothing/at/all'],
    ['GET', inbox.path],
    ['GET', inbox.path.replace('@', '%40')],
    ['HEAD', inbox.path],
    ['GET', `${inbox.path}/messages`],
    ['GET', `${inbox.path}/messages?limit=0`],
    ['GET', `${inbox.path}/messages/${id}`],
    ['GET', `${inbox.path}/messages/${id}/raw`],
    ['GET', `${inbox.path}/messages/${id}/html`],
    ['GET', `${inbox.path}/messages/nobody`],
    ['GET', `${inbox.path}/deliveries`],
    ['GET', '/mailboxes/a%00b'],
    ['POST', '/mailboxes', { body: '{"ttl_minutes":', headers: { ...headers, 'content-type': 'application/json' } }],
    ['POST', '/mailboxes', { body: 'x'.repeat(200_000), headers: { ...headers, 'content-type': 'application/json' } }],
    ['GET', '/me', { headers: { authorization: 'Bearer nonsense' } }],
  ]
  for (const [method, target, init] of calls) {
    const [ours, theirs] = await Promise.all(
      [API, nextApi].map(async (base) => {
        const response = await fetch(`${base}${target}`, { method, headers, ...init })
        const kept = [...response.headers].filter(([name]) => !TRANSPORT.has(name))
        return { status: response.status, headers: Object.fromEntries(kept), body: await response.text() }
      }),
    )
    expect(theirs, `${method} ${target}`).toEqual(ours)
  }
})

test('both mounts speak MCP alike', async () => {
  const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }
  for (const body of ['{"jsonrpc":"2.0","id":1,"method":"tools/list"}', '{"jsonrpc":', '[]']) {
    const [ours, theirs] = await Promise.all(
      [API, nextApi].map(async (base) => {
        const response = await fetch(new URL('/mcp', base), { method: 'POST', headers, body })
        return { status: response.status, type: response.headers.get('content-type'), body: await response.text() }
      }),
    )
    expect(theirs).toEqual(ours)
  }
})

test('Next’s own server knows the site by its public address', async () => {
  const { credentials } = await (await fetch(`${nextApi}/../auth/providers`)).json()
  expect(credentials.callbackUrl).toBe(`${PUBLIC_URL}/api/auth/callback/credentials`)
})

/** What belongs to the connection or to Next's pages, not to the answer. */
const TRANSPORT = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'date',
  'keep-alive',
  'transfer-encoding',
  'vary',
  'allow',
])
