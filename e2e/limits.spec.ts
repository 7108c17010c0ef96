/** With rate limits on, as everywhere but in other tests: what is counted, and what a caller is told. */
import { newAccount, signIn, signUp } from './account-pages'
import { expect } from './fixtures'
import { testOnOwnInstance } from './own-instance'

const test = testOnOwnInstance(async () => ({ env: { RATE_LIMITS: 'on' } }))
test.describe.configure({ mode: 'default' })

const POLICY = '"default";q=600;w=60'

test('the eleventh attempt on one account is too many, also with the right password', async ({ page, allowErrors }) => {
  allowErrors(/401|429/)
  const account = await signUp(page)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
  await page.goto('/sign-in')
  // Signing up was the first.
  for (let attempt = 2; attempt <= 10; attempt++) {
    const answer = page.waitForResponse('**/api/auth/callback/credentials')
    await signIn(page, { ...account, password: `not the password ${attempt}` })
    expect((await answer).status()).toBe(401)
    await expect(page.getByText('E-mail and password do not belong together.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeEnabled()
  }
  const refusal = page.waitForResponse('**/api/auth/callback/credentials')
  await signIn(page, account)
  await expect(page.getByRole('alert').getByText('Too many attempts.')).toBeFocused()
  const refused = await refusal
  expect(refused.status()).toBe(429)
  expect(Number(await refused.headerValue('retry-after'))).toBeGreaterThan(600)
  // Nobody else is kept out.
  await signUp(page, newAccount())
})

test('every answer of the API tells where its caller stands', async ({ request }) => {
  for (const [method, path, status] of [
    ['GET', '/api/v1/plans', 200],
    ['HEAD', '/api/v1/plans', 200],
    ['OPTIONS', '/api/v1/plans', 204],
    ['PUT', '/api/v1/plans', 405],
    ['PROPFIND', '/api/v1/plans', 405],
    ['GET', '/api/v1', 404],
    ['GET', '/api/v1/nothing', 404],
    ['GET', '/api/v1/%zz', 400],
    ['GET', '/api/v1/mailboxes/a%00b', 404],
    ['POST', '/api/v1/users', 422],
    ['DELETE', '/api/v1/me', 401],
    ['GET', '/api/v1/mailboxes/nobody@mayfly.localhost/events', 404],
    ['POST', '/api/v1/mailboxes', 201],
    ['GET', '/api/auth/csrf', 200],
    ['GET', '/api/auth/nothing', 400],
  ] as const) {
    const answer = await request.fetch(path, { method, headers: { cookie: '' } })
    expect(answer.status(), `${method} ${path}`).toBe(status)
    expect(answer.headers()['ratelimit-policy'], `${method} ${path}`).toBe(POLICY)
    expect(answer.headers().ratelimit, `${method} ${path}`).toMatch(/^"default";r=\d+;t=\d+$/)
  }
  const inbox = await (
    await request.post('/api/v1/mailboxes', { headers: { origin: 'https://elsewhere.example' } })
  ).json()
  const stream = await fetch(
    `${new URL('/api/v1/mailboxes', (await request.get('/')).url())}/${inbox.address}/events`,
    {
      headers: { authorization: `Bearer ${inbox.session_token}` },
    },
  )
  expect(stream.headers.get('ratelimit-policy')).toBe(POLICY)
  await stream.body?.cancel()
})

test('what is no sign-in is refused without being read', async ({ request }) => {
  const post = (options: object) => request.post('/api/auth/callback/credentials', { maxRedirects: 0, ...options })
  const form = 'application/x-www-form-urlencoded'
  const huge = await post({ headers: { 'content-type': form }, data: `a=${'x'.repeat(100_000)}` })
  expect(huge.status()).toBe(413)
  expect((await post({ headers: { 'content-type': 'application/json' }, data: '{' })).status()).toBe(415)
  const { csrfToken } = await (await request.get('/api/auth/csrf')).json()
  for (const email of ['a\0b@example.org', 'x'.repeat(10_000), '']) {
    const answer = await post({ form: { csrfToken, email, password: 'x', json: 'true' } })
    expect(answer.status()).toBe(401)
    expect((await answer.json()).url).toMatch(/\?error=CredentialsSignin/)
  }
})
