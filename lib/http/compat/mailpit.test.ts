/** Mailpit's API as a client of Mailpit from npm uses it. */
import { MailpitClient } from 'mailpit-api'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import * as mailpit from '@/app/compat/mailpit/[...rest]/route'
import { createApiKey } from '@/lib/accounts/api-keys'
import { parseMessage } from '@/lib/messages/parse'
import { createOwnedMailbox, createTestUser } from '@/lib/testing/accounts'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import type { TestMailbox } from '@/lib/testing/factories'
import { storeTestMessage } from '@/lib/testing/messages'
import { serveRoutes } from '../testing/serve'

const ROUTES = [{ path: '/compat/mailpit/[...rest]', module: mailpit }]

let ctx: TestContext
let server: Awaited<ReturnType<typeof serveRoutes>>
let client: MailpitClient
let key: string
let one: TestMailbox
let two: TestMailbox
beforeAll(async () => {
  ctx = await createTestContext({ COMPAT_APIS: 'mailpit' })
  server = await serveRoutes(ctx, ROUTES)
})
afterAll(async () => {
  await server.close()
  await ctx.dispose()
})
beforeEach(async () => {
  const viewer = await createTestUser(ctx)
  key = (await createApiKey(ctx, viewer.ownerId ?? '', { name: 'k', expiresAt: null, isReadOnly: false })).key
  client = new MailpitClient(`${server.url}/compat/mailpit`, { auth: { username: 'any', password: key } })
  one = await createOwnedMailbox(ctx, viewer)
  two = await createOwnedMailbox(ctx, viewer)
  await storeTestMessage(ctx, one, { subject: 'First invoice', from: 'shop@a.example', text: 'pay now' })
  await storeTestMessage(ctx, two, { subject: 'Second', from: 'bob@b.example', text: 'hello there' })
  await storeTestMessage(ctx, one, { subject: 'Third invoice', from: 'shop@a.example', text: 'paid' })
})

const subjects = ({ messages }: { messages: { Subject: string }[] }) => messages.map(({ Subject }) => Subject)

test('lists what all mailboxes of the caller hold, newest first, in pages', async () => {
  const all = await client.listMessages()
  expect(subjects(all)).toEqual(['Third invoice', 'Second', 'First invoice'])
  expect(all).toMatchObject({ total: 3, unread: 3, messages_count: 3, start: 0, tags: [] })
  expect(all.messages[0]).toMatchObject({
    From: { Name: 'Sender', Address: 'shop@a.example' },
    To: [{ Address: one.address }],
    Read: false,
    Snippet: 'paid',
    Attachments: 0,
  })
  expect(subjects(await client.listMessages(1, 1))).toEqual(['Second'])
  expect(await client.getInfo()).toMatchObject({ Messages: 3, Unread: 3 })
})

test('searches in the words of Mailpit, and says what it cannot search for', async () => {
  const found = async (query: string) => subjects(await client.searchMessages({ query }))
  expect(await found('from:shop@a.example')).toEqual(['Third invoice', 'First invoice'])
  expect(await found(`to:${two.address}`)).toEqual(['Second'])
  expect(await found('subject:"first inv"')).toEqual(['First invoice'])
  expect(await found('invoice -subject:third')).toEqual(['First invoice'])
  expect(await found('!from:shop hello')).toEqual(['Second'])
  expect(await found('is:read')).toEqual([])
  expect(await found('is:unread before:2001-01-01')).toEqual([])
  expect(await found('has:attachment')).toEqual([])
  expect((await client.searchMessages({ query: 'invoice', limit: 1 })).messages_count).toBe(2)
  await expect(found('tag:x')).rejects.toThrow('422')
  await expect(found('after:whenever')).rejects.toThrow('422')
  await expect(found('a '.repeat(30))).rejects.toThrow('422')
})

test('waits, reads in every form, marks and deletes', async () => {
  const waiting = client.waitForMessage({ query: 'subject:Fourth' }, { timeout: 15_000, interval: 50 })
  const stored = await storeTestMessage(ctx, two, { subject: 'Fourth', text: 'in the end' })
  const message = await waiting
  expect(message).toMatchObject({ ID: stored.id, Subject: 'Fourth', Text: 'in the end', HTML: '', Tags: [] })
  expect((await client.getMessageSummary()).ID).toBe(stored.id)
  expect(await client.getMessageSource(stored.id)).toMatch(/^Received: [\s\S]*Subject: Fourth\r\n/)
  expect(await client.renderMessageText(stored.id)).toBe('in the end')
  expect(await client.renderMessageHTML(stored.id)).toContain('in the end')

  await client.setReadStatus({ IDs: [stored.id], Read: true })
  expect((await client.listMessages()).unread).toBe(3)
  await client.setReadStatus({ Search: 'from:shop', Read: true })
  expect((await client.listMessages()).unread).toBe(1)

  await client.deleteMessages({ IDs: [stored.id, 'nothing'] })
  await client.deleteMessagesBySearch({ query: 'subject:third' })
  expect(subjects(await client.listMessages())).toEqual(['Second', 'First invoice'])
  await client.deleteMessages()
  expect(await client.listMessages()).toMatchObject({ total: 0, messages: [] })
  await expect(client.getMessageSummary()).rejects.toThrow('404')
})

test('gives headers and attachments of a real mail', async () => {
  const raw = Buffer.from(
    'X-A: 1\r\nx-a: 2\r\nSubject: With\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n' +
      '--b\r\n\r\ntext\r\n--b\r\nContent-Type: text/csv\r\nContent-Disposition: attachment; filename=a.csv\r\n\r\n1,2\r\n--b--\r\n',
  )
  const { id } = await storeTestMessage(ctx, one, { subject: 'With' })
  const { headers, attachments } = await parseMessage(raw)
  await ctx.db.pool.query(
    'UPDATE message_sources s SET raw = $2 FROM messages m WHERE m.id = $1 AND s.mailbox_id = m.mailbox_id AND s.seq = m.seq',
    [id, raw],
  )
  await ctx.db.pool.query(
    'UPDATE message_contents SET headers = $2, attachments = $3, attachment_count = 1 WHERE message_id = $1',
    [id, JSON.stringify(headers), JSON.stringify(attachments)],
  )
  expect(await client.getMessageHeaders(id)).toMatchObject({ 'X-A': ['1', '2'], Subject: ['With'] })
  const { Attachments } = await client.getMessageSummary(id)
  expect(Attachments).toMatchObject([{ FileName: 'a.csv', ContentType: 'text/csv', ContentID: '' }])
  const blob = await client.getMessageAttachment(id, Attachments[0]?.PartID ?? '')
  expect([blob.type, await blob.text()]).toEqual(['text/csv', '1,2'])
  expect(subjects(await client.searchMessages({ query: 'has:attachment' }))).toEqual(['With'])
})

test('shows nobody what is not theirs', async () => {
  const other = await createOwnedMailbox(ctx, await createTestUser(ctx))
  const { id } = await storeTestMessage(ctx, other, { subject: 'Not yours' })
  expect(subjects(await client.listMessages())).not.toContain('Not yours')
  await expect(client.getMessageSummary(id)).rejects.toThrow('404')
  await client.deleteMessages({ IDs: [id] })
  const { rows } = await ctx.db.pool.query('SELECT FROM messages WHERE id = $1', [id])
  expect(rows).toHaveLength(1)
})

test('wants a token, and refuses what is no request of Mailpit', async () => {
  const ask = async (path: string, init?: RequestInit) => {
    const response = await fetch(`${server.url}/compat/mailpit${path}`, init)
    return [response.status, ((await response.json()) as { code: string; message: string }).code]
  }
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  expect(await ask('/api/v1/messages')).toEqual([401, 'unauthorized'])
  expect(await ask('/api/v1/messages', { headers: { authorization: 'Basic eDp4' } })).toEqual([401, 'invalid_token'])
  expect(await ask('/api/v1/send', { method: 'POST', headers })).toEqual([404, 'not_found'])
  expect(await ask('/api/v1/messages', { method: 'POST', headers })).toEqual([405, 'method_not_allowed'])
  expect(await ask('/api/v1/message/%00', { headers })).toEqual([404, 'not_found'])
  for (const body of ['{"IDs":1}', '{"IDs":[null]}', '[]', `{"IDs":[${'"a",'.repeat(1_001)}"a"]}`]) {
    expect(await ask('/api/v1/messages', { method: 'DELETE', headers, body })).toEqual([422, 'invalid_request'])
  }
})

test('is not there unless the operator switched it on', async () => {
  const off = await createTestContext()
  const other = await serveRoutes(off, ROUTES)
  expect((await fetch(`${other.url}/compat/mailpit/api/v1/info`)).status).toBe(404)
  await other.close()
  await off.dispose()
})
