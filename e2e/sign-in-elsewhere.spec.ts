/** Signing in at an OpenID provider: a real one on loopback, and the whole way there and back. */
import type { Page } from '@playwright/test'
import { inboxes, makeInbox, signUp } from './account-pages'
import { addressOn, expect } from './fixtures'
import { addressAt, enterAtProvider, furnish, startOpenIdProvider, WITHOUT_ADDRESS } from './openid-provider'
import { testOnOwnInstance } from './own-instance'

const test = testOnOwnInstance(async ({ web }) => {
  const provider = await startOpenIdProvider(`http://localhost:${web}/api/auth/callback/oidc`)
  const { issuer, clientId, clientSecret, close } = provider
  return { close, env: { OIDC_ISSUER: issuer, OIDC_ID: clientId, OIDC_SECRET: clientSecret } }
})
test.describe.configure({ mode: 'default' })
test.beforeEach(({ context }) => furnish(context))

const leave = (page: Page) => page.getByRole('button', { name: 'Continue with 127.0.0.1' }).click()

async function signInElsewhere(page: Page, login: string): Promise<void> {
  await page.goto('/sign-in')
  await leave(page)
  await enterAtProvider(page, login)
}

test('the first time makes an account on the free plan, the second time finds it', async ({ page, browser }) => {
  await signInElsewhere(page, 'ada')
  await expect(page).toHaveURL(/\/dashboard$/)
  await expect(page.getByText(addressAt('ada'))).toBeVisible()
  await expect(page.getByRole('region', { name: 'Usage' })).toContainText('0 of 5')
  await makeInbox(page, 'made-by-ada')
  await page.goto('/settings/account')
  await expect(page.getByLabel('Current password')).toBeHidden()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/$/)

  // The provider still knows this browser and asks nothing.
  await page.goto('/sign-in?callbackUrl=/settings/api-keys')
  await leave(page)
  await expect(page.getByRole('heading', { name: 'API keys' })).toBeVisible()
  await page.getByRole('link', { name: 'Dashboard' }).click()
  await expect(inboxes(page)).toContainText(['made-by-ada'])

  const elsewhere = await browser.newPage()
  await signInElsewhere(elsewhere, 'ada')
  await expect(inboxes(elsewhere)).toContainText(['made-by-ada'])
  await elsewhere.close()
})

test('a visitor keeps the inbox on screen', async ({ page, openInbox }) => {
  const address = await openInbox()
  await signInElsewhere(page, 'grace')
  await expect(inboxes(page)).toContainText([address])
  await page.goto('/')
  expect(await addressOn(page)).toBe(address)
})

test('an account without a password is deleted without one', async ({ page }) => {
  await signInElsewhere(page, 'short-lived')
  await page.goto('/settings/account')
  await page.getByRole('button', { name: 'Delete account' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete for good' }).click()
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
  await page.goto('/dashboard')
  await expect(page).toHaveURL(/\/sign-in/)
})

test('an address that has an account with a password is not taken over', async ({ page, browser }) => {
  const account = await signUp(page, { email: addressAt('victim'), password: 'slow river under stones' })
  await makeInbox(page, 'of-the-victim')
  const other = await browser.newPage()
  await signInElsewhere(other, 'victim')
  await expect(
    other.getByRole('alert').getByText('There is an account with this e-mail address already.'),
  ).toBeVisible()
  await other.goto('/dashboard')
  await expect(other).toHaveURL(/\/sign-in/)
  await other.close()
  await page.reload()
  await expect(page.getByText(account.email)).toBeVisible()
  await expect(inboxes(page)).toContainText(['of-the-victim'])
})

test('without an address from the provider there is no account, and the page says why', async ({ page }) => {
  await signInElsewhere(page, WITHOUT_ADDRESS)
  await expect(page.getByRole('alert').getByText('did not tell us an e-mail address')).toBeFocused()
})

test('who says no at the provider is told so', async ({ page }) => {
  await page.goto('/sign-in')
  await leave(page)
  await page.getByRole('link', { name: 'Cancel' }).click()
  await expect(page.getByRole('alert').getByText('The provider did not let you in.')).toBeFocused()
})

test('an answer to another request than ours signs nobody in', async ({ page, browser }) => {
  for (const check of ['state', 'nonce']) {
    await page.goto(await startSignIn(page, (url) => url.searchParams.set(check, 'of-somebody-else')))
    if (check === 'state') await enterAtProvider(page, 'mallory')
    await expect(page.getByRole('alert').getByText('answer did not fit your sign-in'), check).toBeFocused()
    await page.goto('/dashboard')
    await expect(page, check).toHaveURL(/\/sign-in/)
  }
  // A code that is brought into another browser, which did not ask for it.
  const answer = page.waitForRequest((request) => request.url().includes('/api/auth/callback/oidc'))
  await page.route('**/api/auth/callback/oidc?**', (route) => route.fulfill({ body: 'caught' }))
  await page.goto(await startSignIn(page))
  const caught = (await answer).url()
  const other = await browser.newPage()
  await other.goto(caught)
  await expect(other.getByRole('alert').getByText('answer did not fit your sign-in')).toBeFocused()
  await other.goto('/dashboard')
  await expect(other).toHaveURL(/\/sign-in/)
  await other.close()
})

test('a provider that is away is said to be away', async ({ page, own }) => {
  await own.close()
  await page.goto('/sign-in')
  await leave(page)
  await expect(page.getByRole('alert').getByText('The provider cannot be reached right now.')).toBeFocused()
})

/** The provider's address that a click on the button would lead to, after `change`. */
async function startSignIn(page: Page, change: (url: URL) => void = () => {}): Promise<string> {
  const { csrfToken } = await (await page.request.get('/api/auth/csrf')).json()
  const form = { csrfToken, callbackUrl: '/dashboard', json: 'true' }
  const answer = await (await page.request.post('/api/auth/signin/oidc', { form })).json()
  const url = new URL(answer.url)
  change(url)
  return url.href
}
