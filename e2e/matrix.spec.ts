/** Nobody reads another's anything: every route × every kind of viewer × own, other's, missing, ended. */
import { randomUUID } from 'node:crypto'
import { makeKey, signUp } from './account'
import { BASE_URL, call, createInbox, randomName, sendMail } from './client'
import { expect, test } from './fixtures'

type Who = { token?: string; headers?: Record<string, string> }
type Case = { address: string; path: string; messageId: string }

const ROUTES: [method: string, rest: (id: string) => string, body?: object][] = [
  ['GET', () => ''],
  ['PATCH', () => '', { ttl_minutes: 5 }],
  ['GET', () => '/messages'],
  ['GET', () => '/messages/wait?timeout=0'],
  ['GET', () => '/deliveries'],
  ['POST', () => '/test-message'],
  ['GET', () => '/events'],
  ['GET', (id) => `/messages/${id}`],
  ['PATCH', (id) => `/messages/${id}`, { is_read: true }],
  ['GET', (id) => `/messages/${id}/raw`],
  ['GET', (id) => `/messages/${id}/html`],
  ['GET', (id) => `/messages/${id}/attachments/0`],
  ['DELETE', (id) => `/messages/${id}`],
  ['DELETE', () => ''],
]

async function fill(who: Who): Promise<Case> {
  const { body } = await call('POST', '/mailboxes', who)
  const path = `/mailboxes/${body.address}`
  await sendMail({ to: body.address, attachments: [{ filename: 'a.txt', content: 'a' }] })
  const waited = await call('GET', `${path}/messages/wait?timeout=20`, who)
  return { address: body.address, path, messageId: waited.body.message.id }
}

test('every route tells owners, strangers and nobody apart from nothing else', async ({ expire }) => {
  test.setTimeout(120_000)
  const anonymous = await createInbox()
  const [one, two] = [await signUp(), await signUp()]
  const cookie = (account: { cookie: string }): Who => ({ headers: { cookie: account.cookie, origin: BASE_URL } })
  const viewers: Record<string, Who> = {
    anonymous: { token: anonymous.token },
    user: cookie(one),
    'api key': { token: await makeKey(two) },
    nobody: {},
  }
  for (const [ownerName, owner] of Object.entries(viewers)) {
    if (ownerName === 'nobody') continue
    const [own, expired, deleted] = [await fill(owner), await fill(owner), await fill(owner)]
    await expire(expired.address)
    expect((await call('DELETE', deleted.path, owner)).status).toBe(204)
    const missing = { ...own, path: `/mailboxes/${randomName()}@mayfly.localhost` }
    for (const [strangerName, stranger] of Object.entries(viewers)) {
      if (strangerName === ownerName) continue
      for (const [method, rest, body] of ROUTES) {
        const label = `${strangerName} ${method} ${rest(':id')} of ${ownerName}`
        const absent = await call(method, missing.path + rest(own.messageId), { ...stranger, body })
        expect(absent.status, label).toBe(404)
        expect(absent.body.code, label).toBe('mailbox_not_found')
        for (const [state, mailbox] of Object.entries({ live: own, expired, deleted })) {
          const others = await call(method, mailbox.path + rest(mailbox.messageId), { ...stranger, body })
          expect([others.status, others.text], `${label}, ${state}`).toEqual([404, absent.text])
        }
      }
    }
    for (const [method, rest, body] of ROUTES) {
      if (rest('') === '/events') continue
      const { status } = await call(method, own.path + rest(own.messageId), { ...owner, body })
      expect(status, `${ownerName} ${method} ${rest(':id')}`).toBeLessThan(300)
    }
    for (const [method, rest, body] of ROUTES) {
      for (const [code, mailbox] of Object.entries({ mailbox_expired: expired, mailbox_deleted: deleted })) {
        const ended = await call(method, mailbox.path + rest(mailbox.messageId), { ...owner, body })
        expect(ended.body.code, `${ownerName} ${method} ${rest(':id')} after the end`).toBe(code)
      }
    }
  }
})

test('keys and accounts are closed to everyone but the signed-in user', async () => {
  const [one, two] = [await signUp(), await signUp()]
  const key = await makeKey(one)
  const { token } = await createInbox()
  const own = { headers: { cookie: one.cookie, origin: BASE_URL } }
  const [listed] = (await call('GET', '/api-keys', own)).body.items
  for (const [method, path, body] of [
    ['GET', '/api-keys'],
    ['POST', '/api-keys', { name: 'x' }],
    ['DELETE', `/api-keys/${listed?.id}`],
    ['PATCH', '/me', { current_password: one.password, password: 'a new fine phrase' }],
    ['DELETE', '/me', { current_password: one.password }],
  ] as const) {
    expect((await call(method, path, { body })).body.code, `nobody ${method} ${path}`).toBe('unauthorized')
    expect((await call(method, path, { body, token })).body.code, `session ${method} ${path}`).toBe('unauthorized')
    expect((await call(method, path, { body, token: key })).body.code, `key ${method} ${path}`).toBe('forbidden')
    if (method !== 'GET') {
      const crossOrigin = await call(method, path, { body, headers: { cookie: one.cookie } })
      expect(crossOrigin.body.code, `other origin ${method} ${path}`).toBe('cross_origin')
    }
  }
  const stranger = { headers: { cookie: two.cookie, origin: BASE_URL } }
  expect((await call('DELETE', `/api-keys/${listed?.id}`, stranger)).body.code).toBe('api_key_not_found')
  expect((await call('GET', '/me', own)).body).toMatchObject({ kind: 'user' })
})

test('webhooks are their account’s: signed in or by key, and nobody else’s', async () => {
  const [one, two] = [await signUp(), await signUp()]
  const own = { headers: { cookie: one.cookie, origin: BASE_URL } }
  const { path } = await fill(own)
  const address = path.split('/').at(-1)
  const made = await call('POST', '/webhooks', {
    token: await makeKey(one),
    body: { url: 'https://receiver.example/hook', mailbox: address },
  })
  expect(made.status).toBe(201)
  expect(made.body).toMatchObject({ mailbox: address, is_enabled: true, secret: expect.stringMatching(/^whsec_/) })
  const at = `/webhooks/${made.body.id}`
  expect((await call('POST', '/webhooks', { ...own, body: { url: 'https://receiver.example/' } })).body.code).toBe(
    'webhook_limit_reached',
  )
  const { token } = await createInbox()
  const readOnly = await makeKey(one, { read_only: true })
  const stranger = { headers: { cookie: two.cookie, origin: BASE_URL } }
  const strangersKey = { token: await makeKey(two) }
  const routes = [
    ['GET', '/webhooks'],
    ['POST', '/webhooks', { url: 'https://receiver.example/hook' }],
    ['PATCH', at, { is_enabled: true }],
    ['POST', `${at}/test`],
    ['GET', `${at}/deliveries`],
    ['POST', `${at}/deliveries/${made.body.id}/redeliver`],
    ['DELETE', at],
  ] as const
  for (const [method, target, body] of routes) {
    expect((await call(method, target, { body })).body.code, `nobody ${method} ${target}`).toBe('unauthorized')
    expect((await call(method, target, { body, token })).body.code, `session ${method} ${target}`).toBe('unauthorized')
    const read = await call(method, target, { body, token: readOnly })
    if (method === 'GET') expect(read.status, `read-only ${method} ${target}`).toBe(200)
    else {
      expect(read.body.code, `read-only ${method} ${target}`).toBe('read_only_key')
      const crossOrigin = await call(method, target, { body, headers: { cookie: one.cookie } })
      expect(crossOrigin.body.code, `other origin ${method} ${target}`).toBe('cross_origin')
    }
    if (target === '/webhooks') continue
    const absent = target.replace(at, `/webhooks/${randomUUID()}`)
    for (const who of [stranger, strangersKey]) {
      const others = await call(method, target, { ...who, body })
      expect(others.body.code, `stranger ${method} ${target}`).toBe('webhook_not_found')
      expect(others.text).toBe((await call(method, absent, { ...who, body })).text)
    }
  }
  expect(
    (await call('POST', '/webhooks', { ...stranger, body: { url: 'https://a.example', mailbox: address } })).body,
  ).toMatchObject({
    code: 'mailbox_not_found',
  })
  const { body: listed, text } = await call('GET', '/webhooks', own)
  expect(listed.items).toMatchObject([
    { id: made.body.id, events: ['new_message', 'mailbox_expired', 'mailbox_deleted'] },
  ])
  expect(text).not.toContain('whsec_')
  for (const [body, code] of [
    [{ url: 'http://127.0.0.1:1/' }, 'invalid_webhook_url'],
    [{ url: 'nonsense' }, 'invalid_webhook_url'],
    [{ url: 7 }, 'invalid_request'],
    [{ events: [] }, 'invalid_request'],
    [{ events: ['everything'] }, 'invalid_request'],
    [{}, 'invalid_request'],
  ] as const) {
    expect((await call('PATCH', at, { ...own, body })).body.code, JSON.stringify(body)).toBe(code)
  }
  expect((await call('PATCH', at, { ...own, body: { is_enabled: false } })).body).toMatchObject({ is_enabled: false })
  expect((await call('DELETE', at, own)).status).toBe(204)
  expect((await call('GET', '/webhooks', own)).body.items).toEqual([])
})

test('a read-only key reads and changes nothing', async () => {
  const account = await signUp()
  const readOnly = await makeKey(account, { read_only: true })
  const own = { headers: { cookie: account.cookie, origin: BASE_URL } }
  const { path, messageId } = await fill(own)
  expect((await call('GET', `${path}/messages/${messageId}`, { token: readOnly })).status).toBe(200)
  for (const [method, at, body] of [
    ['POST', '/mailboxes'],
    ['PATCH', path, { ttl_minutes: 5 }],
    ['DELETE', `${path}/messages/${messageId}`],
    ['DELETE', path],
  ] as const) {
    expect((await call(method, at, { token: readOnly, body })).body.code, `${method} ${at}`).toBe('read_only_key')
  }
})
