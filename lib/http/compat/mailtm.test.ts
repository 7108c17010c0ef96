/** mail.tm's API as a client of mail.tm from npm uses it. */
import Mailjs from '@cemalgnlts/mailjs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as mailtm from '@/app/compat/mailtm/[...rest]/route'
import { purge } from '@/lib/mailboxes/purge'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import { storeTestMessage } from '@/lib/testing/messages'
import { serveRoutes } from '../testing/serve'

let ctx: TestContext
let server: Awaited<ReturnType<typeof serveRoutes>>
beforeAll(async () => {
  ctx = await createTestContext({ COMPAT_APIS: 'mailtm', PURGE_AFTER_HOURS: '0', ADDRESS_QUARANTINE_DAYS: '0' })
  server = await serveRoutes(ctx, [{ path: '/compat/mailtm/[...rest]', module: mailtm }])
})
afterAll(async () => {
  await server.close()
  await ctx.dispose()
})

function createClient(): Mailjs {
  const client = new Mailjs({ rateLimitRetries: 0 })
  ;(client as unknown as { baseUrl: string }).baseUrl = `${server.url}/compat/mailtm`
  return client
}

test('a client makes an account, gets mail, reads it in every form, marks it and deletes it', async () => {
  const client = createClient()
  const made = await client.createOneAccount()
  const { username: address } = made.data
  expect(address).toMatch(/^[0-9a-f]{16}@mayfly\.localhost$/)
  const me = await client.me()
  expect(me.data).toMatchObject({ address, isDeleted: false })
  expect((await client.getMessages()).data).toEqual([])

  await storeTestMessage(ctx, { address }, { subject: 'Welcome', text: 'Hello there', link: 'https://a.example/v' })
  await storeTestMessage(ctx, { address }, { subject: 'Second' })
  const { data: messages } = await client.getMessages()
  expect(messages).toMatchObject([
    { subject: 'Second', seen: false, isDeleted: false, hasAttachments: false },
    { subject: 'Welcome', intro: 'Hello there', from: { name: 'Sender', address: 'sender@example.com' } },
  ])
  const id = messages[1]?.id ?? ''
  const { data: message } = await client.getMessage(id)
  expect(message).toMatchObject({
    text: 'Hello there',
    html: [],
    verifications: ['https://a.example/v'],
    attachments: [],
  })
  expect((await client.getSource(id)).data.data).toContain('Subject: Welcome')
  expect((await client.setMessageSeen(id)).data).toEqual({ seen: true })
  expect((await client.getMessage(id)).data.seen).toBe(true)
  expect(await client.deleteMessage(id)).toMatchObject({ status: true, statusCode: 204 })
  expect((await client.getMessages()).data).toHaveLength(1)
  expect((await client.getMessages(2)).data).toEqual([])

  expect(await client.deleteMe()).toMatchObject({ status: true, statusCode: 204 })
  expect(await client.login(address, made.data.password)).toMatchObject({
    statusCode: 401,
    message: 'Invalid credentials.',
  })
})

test('only the password opens it, and only this mailbox of the name', async () => {
  const [client, stranger] = [createClient(), createClient()]
  const address = 'mine@mayfly.localhost'
  expect(await client.register('Mine@mayfly.localhost', 'one password')).toMatchObject({ statusCode: 201 })
  expect(await stranger.register(address, 'another one')).toMatchObject({ statusCode: 409 })
  expect(await stranger.login(address, 'another one')).toMatchObject({ statusCode: 401 })
  expect(await stranger.login('nobody@mayfly.localhost', 'one password')).toMatchObject({ statusCode: 401 })
  const { token, id } = (await client.login(address, 'one password')).data
  expect((await createClient().loginWithToken(token)).data).toMatchObject({ id, address })

  // it ends, is purged, and somebody else takes the name with the same password
  await client.deleteMe()
  await purge(ctx)
  expect(await stranger.register(address, 'one password')).toMatchObject({ statusCode: 201 })
  expect(await createClient().loginWithToken(token)).toMatchObject({ statusCode: 404 })
  expect((await stranger.login(address, 'one password')).data.token).not.toBe(token)
})

test('says which domains there are, as a list or as a collection', async () => {
  const { data } = await createClient().getDomains()
  expect(data).toMatchObject([{ domain: 'mayfly.localhost', isActive: true, isPrivate: false }])
  expect((await createClient().getDomain(data[0]?.id ?? '')).data).toMatchObject({ domain: 'mayfly.localhost' })
  const plain = await fetch(`${server.url}/compat/mailtm/domains`)
  expect(await plain.json()).toMatchObject({ 'hydra:member': [{ domain: 'mayfly.localhost' }], 'hydra:totalItems': 1 })
})

test('refuses what is not valid, in the words its clients look for', async () => {
  const client = createClient()
  const longest = 'x'.repeat(201)
  for (const [address, password, code] of [
    ['a b@mayfly.localhost', 'password', 422],
    ['postmaster@mayfly.localhost', 'password', 422],
    ['a@elsewhere.example', 'password', 422],
    ['mayfly.localhost', 'password', 422],
    ['fine@mayfly.localhost', '', 422],
    ['fine@mayfly.localhost', longest, 422],
  ] as const) {
    const { statusCode, message } = await client.register(address, password)
    expect([address, statusCode, typeof message]).toEqual([address, code, 'string'])
  }
  expect(await client.getMessages()).toMatchObject({ statusCode: 401 })
  expect(await client.loginWithToken('nonsense')).toMatchObject({ statusCode: 401 })
})

test('guessing a password is bounded', async () => {
  const limited = await createTestContext({ COMPAT_APIS: 'mailtm', RATE_LIMITS: 'on' })
  await server.close()
  server = await serveRoutes(limited, [{ path: '/compat/mailtm/[...rest]', module: mailtm }])
  const statuses = await Promise.all(
    Array.from({ length: 20 }, async () => {
      return (await createClient().login('target@mayfly.localhost', 'guess')).statusCode
    }),
  )
  expect(statuses.sort()).toEqual([...Array(10).fill(401), ...Array(10).fill(429)])
  await limited.dispose()
})
