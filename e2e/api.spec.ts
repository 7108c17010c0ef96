/** The REST API as a script uses it, over real HTTP and SMTP. */
import { expect, test } from '@playwright/test'
import { BASE_URL, call, createInbox, randomName, sendMail } from './client'

test.describe('a script', () => {
  test('creates, waits, reads, marks, deletes', async () => {
    const inbox = await createInbox({ ttl_minutes: 5 })
    const waiting = call('GET', `${inbox.path}/messages/wait?timeout=20`, inbox)
    await sendMail({
      to: inbox.address,
      subject: 'Your code is 482913',
      text: 'Your verification code is 482913.',
      html: '<p>Your verification code is <b>482913</b>.</p>',
      attachments: [{ filename: 'naïve "name".txt', content: 'attached text' }],
    })
    const { status, body } = await waiting
    expect(status).toBe(200)
    expect(body).toMatchObject({ status: 'matched', cursor: 1 })
    const message = body.message
    expect(message).toMatchObject({
      seq: 1,
      from: { name: 'Ada', address: 'ada@example.org' },
      to: [{ name: '', address: inbox.address }],
      subject: 'Your code is 482913',
      is_read: false,
      otp: '482913',
      attachment_count: 1,
      parse_error: null,
    })
    expect(message.attachments[0]).toMatchObject({ index: 0, filename: 'naïve "name".txt', size: 13, inline: false })

    const attachment = await call('GET', `${inbox.path}/messages/${message.id}/attachments/0`, inbox)
    expect(attachment.text).toBe('attached text')
    expect(attachment.headers.get('content-disposition')).toMatch(/^attachment; .*filename\*=UTF-8''na%C3%AFve/)
    expect(attachment.headers.get('x-content-type-options')).toBe('nosniff')
    expect(attachment.headers.get('content-security-policy')).toContain('sandbox')

    const html = await call('GET', `${inbox.path}/messages/${message.id}/html`, inbox)
    expect(html.headers.get('content-type')).toContain('text/html')
    expect(html.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(html.text).toContain('<b>482913</b>')

    const raw = await call('GET', `${inbox.path}/messages/${message.id}/raw`, inbox)
    expect(raw.headers.get('content-type')).toBe('message/rfc822')
    expect(raw.text).toMatch(/^Received: from .*\r\n\tby|^Received: from /)
    expect(raw.text.match(/^Received:/gm)).toHaveLength(1)

    expect((await call('GET', inbox.path, inbox)).body).toMatchObject({
      message_count: 1,
      unread_count: 1,
      last_seq: 1,
    })
    const marked = await call('PATCH', `${inbox.path}/messages/${message.id}`, { ...inbox, body: { is_read: true } })
    expect(marked.body).toMatchObject({ id: message.id, is_read: true })
    expect((await call('GET', inbox.path, inbox)).body).toMatchObject({ message_count: 1, unread_count: 0 })

    expect((await call('DELETE', `${inbox.path}/messages/${message.id}`, inbox)).status).toBe(204)
    expect((await call('GET', `${inbox.path}/messages/${message.id}`, inbox)).body.code).toBe('message_not_found')
    expect((await call('GET', inbox.path, inbox)).body).toMatchObject({
      message_count: 0,
      unread_count: 0,
      last_seq: 1,
    })
    const deliveries = await call('GET', `${inbox.path}/deliveries`, inbox)
    expect(deliveries.body.items).toMatchObject([
      { result: 'accepted', smtp_code: 250, from_domain: 'example.org', message_id: message.id },
    ])

    expect((await call('DELETE', inbox.path, inbox)).status).toBe(204)
    const gone = await call('GET', inbox.path, inbox)
    expect(gone).toMatchObject({ status: 404, body: { code: 'mailbox_deleted' } })
  })

  test('never gets a stale code: the cursor of one wait is the start of the next', async () => {
    const inbox = await createInbox()
    const wait = (afterSeq: number, more = '') =>
      call('GET', `${inbox.path}/messages/wait?timeout=5&for=otp&after_seq=${afterSeq}${more}`, inbox)
    await sendMail({ to: inbox.address, subject: 'Code', text: 'Your code: 111222' })
    const first = await wait(0)
    expect(first.body.message.otp).toBe('111222')
    const second = wait(first.body.cursor)
    await sendMail({ to: inbox.address, subject: 'Newsletter', text: 'Nothing to enter here' })
    await sendMail({ to: inbox.address, subject: 'Code', text: 'Your code: 333444' })
    expect((await second).body.message.otp).toBe('333444')
  })

  test('learns from a timeout what came near and why it did not match', async () => {
    const inbox = await createInbox()
    await sendMail({ to: inbox.address, subject: 'Welcome', text: 'hello there' })
    const wait = (query: string) => call('GET', `${inbox.path}/messages/wait?timeout=1&${query}`, inbox)
    for (const [query, why] of [
      ['subject=invoice', 'subject'],
      ['from=nobody@', 'from'],
      ['q=absent', 'q'],
      ['for=otp', 'for'],
    ]) {
      const { body } = await wait(query ?? '')
      expect(body).toMatchObject({ status: 'timeout', cursor: 1, message: null, near_misses: [{ seq: 1, why }] })
    }
  })

  test('finds messages by sender, subject, words, time and read mark', async () => {
    const inbox = await createInbox()
    await sendMail({
      to: inbox.address,
      from: 'Shop <orders@shop.example>',
      subject: 'Invoice 7',
      text: 'Thank you, Zoë',
    })
    await sendMail({ to: inbox.address, from: 'Bob <bob@example.net>', subject: 'Lunch?', text: 'At noon' })
    await call('GET', `${inbox.path}/messages/wait?timeout=10&after_seq=1`, inbox)
    const find = async (query: string) => {
      const { body } = await call('GET', `${inbox.path}/messages?${query}`, inbox)
      return body.items.map(({ seq }) => seq)
    }
    expect(await find('')).toEqual([2, 1])
    expect(await find('from=SHOP')).toEqual([1])
    expect(await find('subject=lunch')).toEqual([2])
    expect(await find('q=zoë')).toEqual([1])
    expect(await find("q=')%20%26%20!|(")).toEqual([])
    expect(await find('unread=false')).toEqual([])
    expect(await find('after_seq=1')).toEqual([2])
    expect(await find(`since=${new Date(Date.now() + 60_000).toISOString()}`)).toEqual([])
    const page = await call('GET', `${inbox.path}/messages?limit=1`, inbox)
    expect(page.body.items[0]?.seq).toBe(2)
    expect(await find(`limit=1&cursor=${page.body.next_cursor}`)).toEqual([1])
  })
})

test.describe('who is asking', () => {
  test('what is not yours and what never was get the same answer, byte for byte', async () => {
    const [mine, other] = await Promise.all([createInbox(), createInbox()])
    await sendMail({ to: other.address })
    const { body } = await call('GET', `${other.path}/messages/wait?timeout=10`, other)
    const missing = `/mailboxes/${randomName()}@mayfly.localhost`
    for (const [method, rest] of [
      ['GET', ''],
      ['DELETE', ''],
      ['GET', '/messages'],
      ['GET', '/messages/wait?timeout=1'],
      ['GET', '/deliveries'],
      ['POST', '/test-message'],
      ['GET', '/events'],
      ['GET', `/messages/${body.message.id}`],
      ['DELETE', `/messages/${body.message.id}`],
      ['GET', `/messages/${body.message.id}/raw`],
      ['GET', `/messages/${body.message.id}/html`],
      ['GET', `/messages/${body.message.id}/attachments/0`],
      ['GET', '/messages/not-an-id'],
    ] as const) {
      const answers = await Promise.all(
        [{ path: other.path, token: mine.token }, { path: missing, token: mine.token }, { path: other.path }].map(
          ({ path, ...who }) => call(method, path + rest, who),
        ),
      )
      expect(
        answers.map(({ status }) => status),
        `${method} ${rest}`,
      ).toEqual([404, 404, 404])
      expect(new Set(answers.map(({ text }) => text)).size, `${method} ${rest}`).toBe(1)
      expect(answers[0]?.body.code).toBe('mailbox_not_found')
    }
  })

  test('a token that is present but not valid is 401, also beside a good cookie', async () => {
    const inbox = await createInbox()
    const cookie = `mayfly_session=${inbox.token}`
    const attempts: Record<string, string>[] = [
      { authorization: 'Bearer mf_0000' },
      { authorization: 'Bearer nonsense', cookie },
      { authorization: 'Basic YTpi', cookie },
      { 'x-session-token': `${inbox.token}x`, cookie },
    ]
    for (const headers of attempts) {
      expect(await call('GET', '/me', { headers })).toMatchObject({
        status: 401,
        body: { code: 'invalid_token' },
      })
    }
    expect((await call('GET', inbox.path, { headers: { 'x-session-token': inbox.token } })).status).toBe(200)
  })

  test('a cookie changes things only from our own pages', async () => {
    const inbox = await createInbox()
    const cookie = `mayfly_session=${inbox.token}`
    const patch = (headers: Record<string, string>) =>
      call('PATCH', inbox.path, { headers: { cookie, ...headers }, body: { ttl_minutes: 9 } })
    const refused = { status: 403, body: { code: 'cross_origin' } }
    expect(await patch({})).toMatchObject(refused)
    expect(await patch({ origin: 'https://evil.example' })).toMatchObject(refused)
    expect(await patch({ origin: 'null' })).toMatchObject(refused)
    expect(await patch({ 'sec-fetch-site': 'cross-site' })).toMatchObject(refused)
    expect((await patch({ origin: BASE_URL })).status).toBe(200)
    expect((await patch({ 'sec-fetch-site': 'same-origin' })).status).toBe(200)
    expect((await call('GET', inbox.path, { headers: { cookie } })).status).toBe(200)
  })

  test('a foreign page gets no cookie into the browser of a visitor', async () => {
    const foreign: Record<string, string>[] = [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }]
    for (const headers of foreign) {
      const { status, headers: answered } = await call('POST', '/mailboxes', {
        headers,
      })
      expect(status).toBe(201)
      expect(answered.get('set-cookie')).toBeNull()
    }
  })

  test('the first create mints a token, once, and a cookie that scripts of a page cannot read', async () => {
    const first = await call('POST', '/mailboxes?ttl_minutes=2')
    expect(first.status).toBe(201)
    expect(first.headers.get('location')).toBe(`/api/v1/mailboxes/${first.body.address}`)
    expect(first.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/)
    const token = first.body.session_token
    const second = await call('POST', '/mailboxes', { token })
    expect(second.body).not.toHaveProperty('session_token')
    expect(second.headers.get('set-cookie')).toBeNull()
    const { body } = await call('GET', '/mailboxes', { token })
    expect(body.items.map(({ address }) => address)).toEqual([second.body.address, first.body.address])
    expect((await call('GET', '/me', { token })).body).toMatchObject({
      kind: 'anonymous',
      plan: { id: 'anonymous', max_ttl_minutes: 60 },
      usage: { active_mailboxes: 2 },
      user: null,
    })
  })

  test('the same Idempotency-Key gets the same answer, the token included', async () => {
    const headers = { 'idempotency-key': `${randomName()}-${randomName()}` }
    const [one, two] = await Promise.all([
      call('POST', '/mailboxes', { headers }),
      call('POST', '/mailboxes', { headers }),
    ])
    expect(one?.text).toBe(two?.text)
    expect(await call('POST', '/mailboxes', { headers, body: { ttl_minutes: 3 } })).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    })
    expect(await call('POST', '/mailboxes', { headers: { 'idempotency-key': 'short' } })).toMatchObject({ status: 422 })
  })
})

test.describe('from other origins', () => {
  test('a preflight is answered, never with credentials', async () => {
    const preflight = await call('OPTIONS', '/mailboxes', {
      headers: { origin: 'https://app.example', 'access-control-request-method': 'POST' },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*')
    expect(preflight.headers.get('access-control-allow-headers')).toContain('Authorization')
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull()
  })

  test('nothing of the API is stored by caches', async () => {
    for (const path of ['/domains', '/plans', '/me', '/nothing']) {
      expect((await call('GET', path)).headers.get('cache-control'), path).toContain('no-store')
    }
  })
})

test('domains and plans are public', async () => {
  expect((await call('GET', '/domains')).body.items).toEqual([{ domain: 'mayfly.localhost', is_default: true }])
  const { body } = await call('GET', '/plans')
  expect(body.items.map(({ id, max_ttl_minutes }) => [id, max_ttl_minutes])).toEqual([
    ['anonymous', 60],
    ['free', 60],
    ['pro', 1_440],
    ['enterprise', 10_080],
  ])
})

test('both processes say whether they are ready', async () => {
  expect((await call('GET', `${BASE_URL}/healthz`)).status).toBe(200)
  expect((await call('GET', `${BASE_URL}/readyz`)).body).toMatchObject({ ready: true })
  expect((await call('GET', `${BASE_URL}/metrics`)).text).toContain('mayfly_http_requests_total')
  const companion = `http://127.0.0.1:${process.env.E2E_COMPANION_PORT}`
  expect((await call('GET', `${companion}/readyz`)).status).toBe(200)
  expect((await call('GET', `${companion}/metrics`)).text).toContain('mayfly_')
})
