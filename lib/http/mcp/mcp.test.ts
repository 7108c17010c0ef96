/** The tools, as the protocol's own client calls them over real HTTP, in both eras of the protocol. */
import type { Client } from '@modelcontextprotocol/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApiKey } from '@/lib/accounts/api-keys'
import { createUser } from '@/lib/accounts/sign-up'
import { storeTestMessage } from '@/lib/testing/messages'
import { closeAllStreams } from '../sse'
import { type McpUnderTest, serveMcp } from './testing/serve'

let mcp: McpUnderTest
beforeAll(async () => {
  mcp = await serveMcp()
})
afterAll(() => mcp.close())

type Inbox = { address: string; inbox_token?: string }

async function call(client: Client, name: string, args: Record<string, unknown> = {}, options = {}) {
  const result = await client.callTool({ name, arguments: args }, options)
  const [first] = result.content as { type: string; text: string }[]
  return {
    text: first?.text ?? '',
    isError: result.isError === true,
    // biome-ignore lint/suspicious/noExplicitAny: the client has checked it against the tool's own output schema
    body: result.structuredContent as any,
  }
}

async function createInbox(client: Client): Promise<Inbox> {
  const { body } = await call(client, 'create_inbox')
  return { address: body.address, inbox_token: body.inbox_token }
}

describe.each(['legacy', 'auto'] as const)('a client that speaks %s', (era) => {
  let client: Client
  beforeAll(async () => {
    client = await mcp.connect({ era })
  })

  test('is told of seven tools, each with schemas and a description', async () => {
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name).sort()).toEqual(
      'create_inbox end_inbox list_emails read_email wait_for_code wait_for_email wait_for_link'.split(' '),
    )
    for (const { description, inputSchema, outputSchema } of tools) {
      expect(description?.length).toBeGreaterThan(60)
      expect(outputSchema).toBeDefined()
      for (const [name, field] of Object.entries(inputSchema.properties ?? {})) {
        expect((field as { description?: string }).description, name).toBeTruthy()
      }
    }
  })

  test('gets a code that arrives while it waits, and no code twice', async () => {
    const inbox = await createInbox(client)
    const { rows } = await mcp.ctx.db.pool.query('SELECT owner_type FROM mailboxes WHERE address = $1', [inbox.address])
    expect(rows).toEqual([{ owner_type: 'mcp' }])

    const waiting = call(client, 'wait_for_code', inbox)
    await storeTestMessage(mcp.ctx, inbox, { subject: 'News' })
    await storeTestMessage(mcp.ctx, inbox, { subject: 'Your code', otp: '482913' })
    const first = await waiting
    expect(first.text).toMatch(/^Code: 482913\n/)
    expect(first.body).toMatchObject({ status: 'matched', code: '482913', cursor: 2, email: { seq: 2 } })

    const again = await call(client, 'wait_for_code', { ...inbox, timeout_seconds: 0 })
    expect(again.body).toMatchObject({
      status: 'timeout',
      code: null,
      near_misses: [
        { seq: 1, why: 'for' },
        { seq: 2, why: 'unread' },
      ],
    })
    expect(again.text).toContain('was returned before; after_seq 1 returns it again')

    await storeTestMessage(mcp.ctx, inbox, { subject: 'Your code', otp: '111222' })
    expect((await call(client, 'wait_for_code', inbox)).body.code).toBe('111222')
    expect((await call(client, 'wait_for_code', { ...inbox, after_seq: 1 })).body.code).toBe('482913')
    expect((await call(client, 'wait_for_code', { ...inbox, after_seq: 2 })).body).toMatchObject({
      code: '111222',
      cursor: 3,
    })
  })

  test('gets links, lists, reads and ends', async () => {
    const inbox = await createInbox(client)
    await storeTestMessage(mcp.ctx, inbox, {
      subject: 'Confirm',
      from: 'a@shop.example',
      link: 'https://shop.example/c?t=1',
    })
    const found = await call(client, 'wait_for_link', { ...inbox, from: 'SHOP' })
    expect(found.text).toMatch(/^Link: https:\/\/shop\.example\/c\?t=1\n/)
    expect(found.body).toMatchObject({ link: 'https://shop.example/c?t=1', status: 'matched' })

    await storeTestMessage(mcp.ctx, inbox, { subject: 'Second', text: 'The second text' })
    const listed = await call(client, 'list_emails', { ...inbox, limit: 1 })
    expect(listed.body).toMatchObject({ emails: [{ seq: 2 }], next_before_seq: 2 })
    const older = await call(client, 'list_emails', { ...inbox, before_seq: 2 })
    expect(older.body).toMatchObject({ emails: [{ seq: 1 }], next_before_seq: null })

    const read = await call(client, 'read_email', { ...inbox, id: listed.body.emails[0].id })
    expect(read.body.untrusted).toContain('The second text')
    expect(read.body).toMatchObject({ seq: 2, code: null, text_is_cut: false })

    expect((await call(client, 'end_inbox', inbox)).body).toEqual({ address: inbox.address, ended: true })
    expect(await call(client, 'list_emails', inbox)).toMatchObject({
      isError: true,
      text: expect.stringMatching(/^mailbox_deleted: /),
    })
  })

  test('is told that a wait goes on', async () => {
    const inbox = await createInbox(client)
    const told: unknown[] = []
    const waiting = call(client, 'wait_for_email', inbox, {
      onprogress: async (progress: unknown) => {
        told.push(progress)
        await storeTestMessage(mcp.ctx, inbox, { subject: 'Here' })
      },
    })
    expect((await waiting).body).toMatchObject({ status: 'matched', email: { seq: 1 } })
    expect(told).toEqual([expect.objectContaining({ progress: 0, total: 50 })])
  })
})

test('what is not the caller’s is a readable refusal with a way out, the same as what never was', async () => {
  const client = await mcp.connect()
  const [mine, other] = [await createInbox(client), await createInbox(client)]
  const stolen = { address: other.address, inbox_token: mine.inbox_token }
  const never = { address: 'nobody@mayfly.localhost', inbox_token: mine.inbox_token }
  for (const name of ['wait_for_code', 'wait_for_link', 'wait_for_email', 'list_emails', 'end_inbox', 'read_email']) {
    const more = name === 'read_email' ? { id: 'x' } : {}
    const answers = [
      await call(client, name, { ...stolen, ...more }),
      await call(client, name, { ...never, ...more }),
      await call(client, name, { address: other.address, ...more }),
    ]
    expect(new Set(answers.map(({ text }) => text)).size, name).toBe(1)
    expect(answers[0]?.text, name).toMatch(/^mailbox_not_found: .*create_inbox/)
    expect(answers[0]?.isError, name).toBe(true)
  }
  expect(await call(client, 'list_emails', { ...mine, inbox_token: 'mfs_x' })).toMatchObject({
    isError: true,
    text: expect.stringMatching(/^invalid_token: /),
  })
})

test('an API key owns what it makes, without a token; a read-only one may look', async () => {
  const user = await createUser(mcp.ctx, { email: 'agent@example.org', password: 'correct horse battery' })
  const keyOf = (isReadOnly: boolean) => createApiKey(mcp.ctx, user.id, { name: 'k', expiresAt: null, isReadOnly })
  const connect = async (key: string) => mcp.connect({ headers: { authorization: `Bearer ${key}` } })
  const client = await connect((await keyOf(false)).key)
  const { body } = await call(client, 'create_inbox', { ttl_minutes: 9_999, name: 'agents-own' })
  expect(body).toMatchObject({ address: 'agents-own@mayfly.localhost', inbox_token: null, ttl_minutes: 60 })
  await storeTestMessage(mcp.ctx, body, { otp: '123456' })

  const looking = await connect((await keyOf(true)).key)
  const inbox = { address: body.address }
  expect((await call(looking, 'wait_for_code', { ...inbox, after_seq: 0 })).body.code).toBe('123456')
  expect((await call(looking, 'wait_for_code', inbox)).text).toMatch(/^invalid_request: .*after_seq/)
  for (const [name, args] of [
    ['create_inbox', {}],
    ['end_inbox', inbox],
  ] as const) {
    expect((await call(looking, name, args)).text).toMatch(/^read_only_key: /)
  }
  expect((await call(client, 'wait_for_code', inbox)).body.code).toBe('123456')
})

test('arguments at fault are named to the agent', async () => {
  const client = await mcp.connect()
  const inbox = await createInbox(client)
  for (const args of [{}, { ...inbox, timeout_seconds: 56 }, { ...inbox, after_seq: -1 }, { ...inbox, after: 1 }]) {
    const { isError, text } = await call(client, 'wait_for_code', args)
    expect({ isError, text }).toMatchObject({ isError: true, text: expect.stringContaining('Invalid arguments') })
  }
  for (const [args, code] of [
    [{ name: 'a b' }, 'invalid_local_part'],
    [{ name: 'postmaster' }, 'reserved_local_part'],
    [{ domain: 'elsewhere.example' }, 'unknown_domain'],
    [{ name: inbox.address.split('@')[0] }, 'address_taken'],
  ] as const) {
    expect((await call(client, 'create_inbox', args)).text).toMatch(new RegExp(`^${code}: `))
  }
})

test('a wait answers at once when the server wants to stop', async () => {
  const client = await mcp.connect()
  const inbox = await createInbox(client)
  const waiting = call(client, 'wait_for_email', inbox, { onprogress: () => closeAllStreams() })
  expect((await waiting).body).toMatchObject({ status: 'timeout', cursor: 0 })
})
