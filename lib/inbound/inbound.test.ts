/** Mail by HTTP over real sockets: the routes as the web process mounts them. */
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as rawRoute from '@/app/api/v1/inbound/raw/route'
import * as sesRoute from '@/app/api/v1/inbound/ses/route'
import cloudflareWorker from '@/docs/examples/cloudflare-email-worker.js'
import { problemResponse } from '@/lib/http/problem'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import { createTestMailbox } from '@/lib/testing/factories'
import { bundleCompanion, startCompanionProcess } from '@/server/testing/companion-process'
import { closeServer, createWebServer, listen } from '@/server/web/listen'
import { createMount } from '@/server/web/mount'

const SHARED = Symbol.for('mayfly.context')
const SECRET = "the-operator's-own-secret"

let ctx: TestContext
let url: string
let end: () => Promise<void>
beforeAll(async () => {
  ctx = await createTestContext({
    INBOUND_SECRET: SECRET,
    MAX_MESSAGE_BYTES: '20000',
    MAIL_DOMAINS: 'mayfly.localhost,two.example',
  })
  ;(globalThis as { [SHARED]?: TestContext })[SHARED] = ctx
  const routes = [
    { path: '/api/v1/inbound/raw', module: rawRoute },
    { path: '/api/v1/inbound/ses', module: sesRoute },
  ]
  const mount = createMount({ routes, refuse: async (error) => problemResponse(error), log: ctx.log })
  const server = createWebServer((req, res) => {
    mount(req, res)
  })
  url = `http://127.0.0.1:${await listen(server, 0, '127.0.0.1')}`
  end = () => closeServer(server, { endStreams() {}, limitMs: 1_000 })
})
afterAll(async () => {
  await end()
  await ctx.dispose()
})

type Fields = { to?: string; from?: string; secret?: string; raw?: string | Buffer; path?: string }

async function post({ to, from = 'sender@example.org', secret = SECRET, raw = MAIL, path = 'raw' }: Fields) {
  const headers = new Headers({ authorization: `Bearer ${secret}`, 'x-envelope-from': from })
  if (to !== undefined) headers.set('x-envelope-to', to)
  const response = await fetch(`${url}/api/v1/inbound/${path}`, {
    method: 'POST',
    headers,
    body: new Uint8Array(Buffer.from(raw)),
  })
  return { status: response.status, body: await response.json() }
}

const MAIL = 'From: Ada <ada@example.org>\r\nTo: all@example.org\r\nSubject: By HTTP\r\n\r\nHello\r\n'

const stored = async (mailboxId: string) =>
  (
    await ctx.db.pool.query(
      `SELECT raw, mail_from, rcpt_to, subject, protocol, client_ip FROM messages
       JOIN message_sources USING (mailbox_id, seq) WHERE mailbox_id = $1 ORDER BY seq`,
      [mailboxId],
    )
  ).rows

const accepted = (address: string) => ({ address, result: 'accepted', smtp_code: 250, reason: null })

describe('a raw message', () => {
  test('is stored for every live recipient, byte for byte, before it is answered', async () => {
    const [one, two] = [await createTestMailbox(ctx), await createTestMailbox(ctx)]
    const raw = Buffer.concat([Buffer.from(MAIL), Buffer.from([0, 255, 13, 10, 46, 13, 10])])
    const to = `${one.address.toUpperCase()}, <${two.address.replace('@', '+tag@')}>,${one.address}`
    const { status, body } = await post({ to, raw })
    expect(status).toBe(200)
    expect(body.recipients).toEqual([
      accepted(one.address.toUpperCase()),
      accepted(two.address.replace('@', '+tag@')),
      accepted(one.address),
    ])
    for (const { id } of [one, two]) {
      expect(await stored(id)).toMatchObject([
        { raw, mail_from: 'sender@example.org', subject: 'By HTTP', protocol: 'HTTP', client_ip: expect.any(String) },
      ])
    }
  })

  test('tells of recipients what SMTP would, and not which addresses live', async () => {
    const { address } = await createTestMailbox(ctx)
    const ended = await createTestMailbox(ctx, { expiresIn: '-1 second' })
    const { body } = await post({
      to: `${address},${ended.address},nobody@two.example,postmaster@two.example,a@elsewhere.example`,
    })
    expect(body.recipients.map(({ result, reason }: Record<string, string>) => reason ?? result)).toEqual([
      'accepted',
      'accepted',
      'accepted',
      'accepted',
      'relaying_denied',
    ])
    expect(await stored(ended.id)).toEqual([])
  })

  test('too large for anybody is 413, and its owners can see why it never came', async () => {
    const { address, id } = await createTestMailbox(ctx)
    const { status, body } = await post({ to: address, raw: Buffer.alloc(20_001, 'x') })
    expect([status, body.code]).toEqual([413, 'body_too_large'])
    const { rows } = await ctx.db.pool.query('SELECT result, smtp_code, reason FROM deliveries WHERE mailbox_id = $1', [
      id,
    ])
    expect(rows).toEqual([{ result: 'refused', smtp_code: 552, reason: 'message_too_large' }])
    expect((await post({ to: address, raw: Buffer.alloc(20_000, 'x') })).status).toBe(200)
  })

  test('too large for the recipient’s plan is refused as by SMTP', async () => {
    const { address } = await createTestMailbox(ctx)
    await ctx.db.pool.query(`UPDATE plans SET max_message_bytes = 50 WHERE id = 'anonymous'`)
    const { body } = await post({ to: address })
    await ctx.db.pool.query(`UPDATE plans SET max_message_bytes = 26214400 WHERE id = 'anonymous'`)
    expect(body.recipients).toEqual([
      { address, result: 'refused', smtp_code: 552, reason: 'message_too_large_for_plan' },
    ])
  })

  test('needs the secret, whole', async () => {
    const { address, id } = await createTestMailbox(ctx)
    for (const secret of ['wrong', SECRET.slice(1), `${SECRET}x`, SECRET.toUpperCase()]) {
      expect(await post({ to: address, secret })).toMatchObject({ status: 401, body: { code: 'invalid_token' } })
    }
    const response = await fetch(`${url}/api/v1/inbound/raw`, { method: 'POST', body: MAIL })
    expect([response.status, (await response.json()).code]).toEqual([401, 'unauthorized'])
    expect(await stored(id)).toEqual([])
  })

  test('needs an envelope that makes sense', async () => {
    const many = Array.from({ length: 101 }, (_, index) => `a${index}@mayfly.localhost`).join()
    for (const to of [
      undefined,
      '',
      ',',
      'nobody',
      'a@b@',
      '@b',
      'a b@c',
      many,
      `${'x'.repeat(400)}@mayfly.localhost`,
    ]) {
      expect(await post({ to }), String(to).slice(0, 20)).toMatchObject({
        status: 422,
        body: { code: 'invalid_request' },
      })
    }
    expect(await post({ to: 'a@mayfly.localhost', from: 'not an address' })).toMatchObject({ status: 422 })
    const { address, id } = await createTestMailbox(ctx)
    for (const from of ['', '<>']) expect((await post({ to: address, from })).status).toBe(200)
    expect(await stored(id)).toMatchObject([{ mail_from: '' }, { mail_from: '' }])
    expect((await post({ to: '"a,b"@mayfly.localhost, c@mayfly.localhost' })).body.recipients).toHaveLength(2)
  })

  test('is read as soon as a companion has heard of it', async () => {
    const { address, id } = await createTestMailbox(ctx)
    const companion = await startCompanionProcess(await bundleCompanion('inbound'), { DATABASE_URL: ctx.db.url })
    await post({ to: address })
    const parsed =
      'SELECT c.preview FROM messages m JOIN message_contents c ON c.message_id = m.id WHERE m.mailbox_id = $1'
    while ((await ctx.db.pool.query(parsed, [id])).rowCount === 0);
    const { rows } = await ctx.db.pool.query(
      `SELECT extract(epoch FROM c.parsed_at - m.received_at)::float8 AS seconds
       FROM messages m JOIN message_contents c ON c.message_id = m.id WHERE m.mailbox_id = $1`,
      [id],
    )
    companion.child.kill('SIGTERM')
    await companion.exited
    // the healer would have taken five
    expect(rows[0]?.seconds).toBeLessThan(4)
  })
})

describe('without an operator’s settings', () => {
  test('neither door exists', async () => {
    const { INBOUND_SECRET, INBOUND_SES_TOPICS } = ctx.config
    ctx.config.INBOUND_SECRET = undefined
    for (const path of ['raw', 'ses']) {
      expect(await post({ to: 'a@mayfly.localhost', path, raw: '{}' })).toMatchObject({
        status: 404,
        body: { code: 'not_found' },
      })
    }
    Object.assign(ctx.config, { INBOUND_SECRET, INBOUND_SES_TOPICS })
  })
})

describe('the worker for Cloudflare', () => {
  const message = (to: string, raw = MAIL) => {
    const rejected: string[] = []
    const body = new Response(raw).body
    return { from: 'sender@example.org', to, raw: body, setReject: (words: string) => rejected.push(words), rejected }
  }
  const env = () => ({ MAYFLY_URL: url, INBOUND_SECRET: SECRET })

  test('hands mail on', async () => {
    const { address, id } = await createTestMailbox(ctx)
    await cloudflareWorker.email(message(address), env())
    expect(await stored(id)).toMatchObject([{ raw: Buffer.from(MAIL), rcpt_to: address }])
  })

  test('says no where Mayfly does, and fails where another try may help', async () => {
    const foreign = message('a@elsewhere.example')
    await cloudflareWorker.email(foreign, env())
    expect(foreign.rejected).toEqual(['550 relaying_denied'])
    const large = message('a@mayfly.localhost', 'x'.repeat(30_000))
    await cloudflareWorker.email(large, env())
    expect(large.rejected).toEqual(['Message is larger than we accept'])
    await expect(
      cloudflareWorker.email(message('a@mayfly.localhost'), { ...env(), INBOUND_SECRET: 'wrong' }),
    ).rejects.toThrow('401')
  })

  test('is what the documentation shows', async () => {
    expect(await readFile('docs/inbound-http.md', 'utf8')).toContain('examples/cloudflare-email-worker.js')
  })
})
