/** The OpenAPI document against a running Mayfly: every operation is called, every answer is one that it tells of. */
import { expect, test } from '@playwright/test'
import type { EndpointName } from '@/lib/http/openapi/endpoints'
import { type Account, makeKey, signUp } from './account'
import { API, BASE_URL, call, createInbox, type Inbox, randomName, sendMail } from './client'
import { type DocumentedOperation, getContract, seen } from './documented'

test('every operation answers as the document says', async () => {
  const scene = await createScene()
  for (const [name, run] of Object.entries(CALLS)) {
    await run(scene)
    if (name === 'receiveSes') continue
    expect([...seen].filter((one) => one.startsWith(`${name} 2`)).length, name).toBeGreaterThan(0)
  }
  const { operations } = await getContract(API)
  const promised = operations.flatMap(({ operationId, responses }) =>
    Object.keys(responses)
      .filter((status) => status.startsWith('2'))
      .map((status) => `${operationId} ${status}`),
  )
  // nobody but Amazon can sign: lib/inbound/ses.test.ts stands in for it
  expect(promised.filter((one) => !seen.has(one))).toEqual(['receiveSes 200'])
})

test('every operation refuses as the document says', async () => {
  const account = await signUp()
  const key = await makeKey(account)
  const readOnly = await makeKey(account, { read_only: true })
  const who = { cookie: account.cookie, origin: BASE_URL, 'content-type': 'application/json' }
  const { operations } = await getContract(API)
  for (const operation of operations) {
    const { method, responses } = operation
    // machines with a secret, not viewers: see lib/inbound
    if (operation.tags.includes('Inbound')) continue
    const path = fill(operation.path, 'nobody@mayfly.localhost')
    const refuse = async (code: string, options: Parameters<typeof call>[2], target = path) => {
      if (!JSON.stringify(responses).includes(`"#/components/examples/${code}"`)) return
      expect((await call(method, target, options)).body.code, `${method} ${target}`).toBe(code)
    }
    await refuse('invalid_token', { token: 'nonsense' })
    await refuse('read_only_key', { token: readOnly, body: {} })
    await refuse('cross_origin', { headers: { cookie: account.cookie }, body: {} })
    await refuse('unauthorized', {})
    await refuse('forbidden', { token: key })
    if (path !== operation.path) await refuse('bad_request', {}, operation.path.replace(/\{\w+\}/g, '%zz'))
    await refuse('not_found', { headers: who }, operation.path.replace(/\{\w+\}/g, 'a%00b'))
    await refuse('malformed_json', { headers: who, body: '{"a":' })
    await refuse('body_too_large', { headers: who, body: ' '.repeat(70_000) })
    await refuse('unsupported_media_type', { headers: { ...who, 'content-type': 'text/plain' }, body: '{}' })
    for (const [target, options] of await listInvalid(operation, path)) {
      const { status } = await call(method, target, { headers: who, ...options })
      expect(status, `${method} ${target}`).toBe(422)
    }
    if (operation.path.includes('{address}')) {
      const body = operation.requestBody?.content['application/json']?.example
      expect((await call(method, path, { body })).body.code).toBe('mailbox_not_found')
    }
  }
})

test('names where it is', async () => {
  const { status, headers, body } = await call('GET', '/openapi.json')
  expect(status).toBe(200)
  expect(headers.get('content-type')).toBe('application/json')
  expect(body).toMatchObject({ openapi: '3.1.1', servers: [{ url: API }] })
})

type Scene = { inbox: Inbox; messages: string[]; account: Account; who: Record<string, string> }

/** One mailbox with a message for each call that uses one up, and an account. */
async function createScene(): Promise<Scene> {
  const inbox = await createInbox()
  const attachments = [{ filename: 'a.txt', content: 'attached' }]
  for (const subject of ['One', 'Two']) {
    await sendMail({ to: inbox.address, subject, html: '<p>Code: 482913</p>', attachments })
  }
  await call('GET', `${inbox.path}/messages/wait?after_seq=1`, inbox)
  const { body } = await call('GET', `${inbox.path}/messages`, inbox)
  const account = await signUp()
  const who = { cookie: account.cookie, origin: BASE_URL }
  return { inbox, messages: body.items.map(({ id }) => id), account, who }
}

const ofMessage = ({ inbox, messages }: Scene) => `${inbox.path}/messages/${messages[0]}`

/** One call of each that succeeds. In this order: what ends things comes last. */
const CALLS: Record<EndpointName, (scene: Scene) => Promise<unknown>> = {
  getOpenApi: () => call('GET', '/openapi.json'),
  listDomains: () => call('GET', '/domains'),
  listPlans: () => call('GET', '/plans'),
  createMailbox: () => call('POST', '/mailboxes?ttl_minutes=3', { body: { local_part: randomName() } }),
  listMailboxes: ({ inbox }) => call('GET', '/mailboxes', inbox),
  getMailbox: ({ inbox }) => call('GET', inbox.path, inbox),
  extendMailbox: ({ inbox }) => call('PATCH', inbox.path, { ...inbox, body: { ttl_minutes: 30 } }),
  listDeliveries: ({ inbox }) => call('GET', `${inbox.path}/deliveries`, inbox),
  sendTestMessage: ({ inbox }) => call('POST', `${inbox.path}/test-message`, inbox),
  listMessages: ({ inbox }) => call('GET', `${inbox.path}/messages?subject=o&q=code`, inbox),
  waitForMessage: async ({ inbox }) => {
    await call('GET', `${inbox.path}/messages/wait?for=otp`, inbox)
    await call('GET', `${inbox.path}/messages/wait?timeout=0&subject=nothing`, inbox)
  },
  getMessage: (scene) => call('GET', ofMessage(scene), scene.inbox),
  markMessage: (scene) => call('PATCH', ofMessage(scene), { ...scene.inbox, body: { is_read: true } }),
  getRawMessage: (scene) => call('GET', `${ofMessage(scene)}/raw`, scene.inbox),
  getMessageHtml: (scene) => call('GET', `${ofMessage(scene)}/html?images=1`, scene.inbox),
  getAttachment: (scene) => call('GET', `${ofMessage(scene)}/attachments/0`, scene.inbox),
  previewAttachment: (scene) => call('GET', `${ofMessage(scene)}/attachments/0/preview`, scene.inbox),
  getAttachmentsZip: (scene) => call('GET', `${ofMessage(scene)}/attachments.zip`, scene.inbox),
  createUser: () => signUp(),
  getMe: ({ who }) => call('GET', '/me', { headers: who }),
  createApiKey: ({ who }) => call('POST', '/api-keys', { headers: who, body: { name: 'a key' } }),
  listApiKeys: ({ who }) => call('GET', '/api-keys', { headers: who }),
  deleteApiKey: async ({ who }) => {
    const { body } = await call('GET', '/api-keys', { headers: who })
    await call('DELETE', `/api-keys/${body.items[0]?.id}`, { headers: who })
  },
  createWebhook: ({ who }) => call('POST', '/webhooks', { headers: who, body: { url: 'https://receiver.invalid/' } }),
  listWebhooks: ({ who }) => call('GET', '/webhooks', { headers: who }),
  updateWebhook: async ({ who }) =>
    call('PATCH', await webhookOf(who), { headers: who, body: { events: ['new_message'] } }),
  testWebhook: async ({ who }) => call('POST', `${await webhookOf(who)}/test`, { headers: who }),
  listWebhookDeliveries: async ({ who }) => {
    const { body } = await call('POST', '/mailboxes', { headers: who })
    await sendMail({ to: body.address })
    const log = `${await webhookOf(who)}/deliveries`
    // the test, and an attempt that a companion made
    await expect.poll(async () => (await call('GET', log, { headers: who })).body.items.length).toBeGreaterThan(1)
  },
  redeliverWebhook: async ({ who }) => {
    const log = `${await webhookOf(who)}/deliveries`
    const { body } = await call('GET', log, { headers: who })
    await call('POST', `${log}/${body.items[0]?.id}/redeliver`, { headers: who })
  },
  deleteWebhook: async ({ who }) => call('DELETE', await webhookOf(who), { headers: who }),
  receiveRaw: ({ inbox }) =>
    call('POST', '/inbound/raw', {
      token: process.env.E2E_INBOUND_SECRET,
      headers: { 'x-envelope-to': inbox.address, 'content-type': 'message/rfc822' },
      body: 'Subject: By HTTP\r\n\r\nHello\r\n',
    }),
  receiveSes: () => call('POST', '/inbound/ses', { body: '{}' }),
  changePassword: async (scene) => {
    const other = await signUp()
    const body = { current_password: other.password, password: 'another staple entirely' }
    await call('PATCH', '/me', { headers: { ...scene.who, cookie: other.cookie }, body })
  },
  followMailbox: async ({ inbox }) => {
    const path = `${inbox.path}/events?last_event_id=0`
    const stream = await fetch(`${API}${path}`, { headers: { authorization: `Bearer ${inbox.token}` } })
    // it ends with the mailbox
    await call('DELETE', inbox.path, inbox)
    const text = await stream.text()
    const contract = await getContract(API)
    contract.check('GET', path, { status: stream.status, headers: stream.headers, text })
    expect(text).toMatch(/^retry: 2000\n\nevent: ready\n/)
    expect(text.match(/^event: .*/gm)).toContain('event: mailbox_deleted')
  },
  deleteMessage: async () => {
    const inbox = await createInbox()
    await sendMail({ to: inbox.address })
    const { body } = await call('GET', `${inbox.path}/messages/wait`, inbox)
    await call('DELETE', `${inbox.path}/messages/${body.message.id}`, inbox)
  },
  deleteMailbox: async () => {
    const inbox = await createInbox()
    await call('DELETE', inbox.path, inbox)
  },
  deleteUser: ({ account, who }) =>
    call('DELETE', '/me', { headers: who, body: { current_password: account.password } }),
}

/** The path of the account's one webhook. */
async function webhookOf(who: Record<string, string>): Promise<string> {
  const { body } = await call('GET', '/webhooks', { headers: who })
  return `/webhooks/${body.items[0]?.id}`
}

/** A faulty value for every parameter and member whose schema can be broken. */
async function listInvalid(
  { parameters, requestBody }: DocumentedOperation,
  path: string,
): Promise<[target: string, options: { body?: unknown }][]> {
  const inQuery = parameters.filter((one) => one.in === 'query' && 'type' in one.schema && one.schema.type !== 'string')
  const body = requestBody?.content['application/json']?.example as Record<string, unknown> | undefined
  return [
    ...inQuery.map(({ name }) => [`${path}?${name}=-x`, {}] as [string, object]),
    ...Object.keys(body ?? {}).map(
      (name) => [path, { body: { ...body, [name]: { not: 'this' } } }] as [string, object],
    ),
  ]
}

function fill(path: string, address: string): string {
  return path
    .replace('{address}', address)
    .replace('{id}', '00000000-0000-4000-8000-000000000000')
    .replace(/\{\w+\}/, '0')
}
