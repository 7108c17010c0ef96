/** Accounts, from signing up to the last goodbye. */
import { fillEntry, inboxes, makeInbox, newAccount, signIn, signUp } from './account-pages'
import { call, randomName, sendMail } from './client'
import { addressOn, expect, test } from './fixtures'

test('signing out closes the account’s pages, signing in opens the one that was asked for', async ({ page }) => {
  const account = await signUp(page)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/$/)
  await page.goto('/settings/api-keys')
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Fsettings%2Fapi-keys$/)
  await signIn(page, account)
  await expect(page.getByRole('heading', { name: 'API keys' })).toBeVisible()
  await page.goto('/')
  await page.getByRole('link', { name: 'Dashboard' }).click()
  await expect(page.getByRole('heading', { name: 'Your inboxes' })).toBeVisible()
})

test('a sign-in never leads to another site', async ({ page }) => {
  const account = await signUp(page)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/$/)
  await page.goto(`/sign-in?callbackUrl=${encodeURIComponent('//evil.example/dashboard')}`)
  await signIn(page, account)
  await expect(page.getByRole('heading', { name: 'Your inboxes' })).toBeVisible()
  await page.goto(`/sign-in?callbackUrl=${encodeURIComponent('https://evil.example')}`)
  await expect(page).toHaveURL(/\/dashboard$/)
})

test('what is wrong with a sign-in or sign-up is said at the field', async ({ page, allowErrors }) => {
  allowErrors(/401|409|422/)
  const account = newAccount()
  const [email, password] = [page.getByLabel('E-mail'), page.getByLabel('Password', { exact: true })]
  await page.goto('/sign-up')
  for (const [weak, reason] of [
    ['short', 'Use at least 10 characters.'],
    ['password1234', 'among the first that attackers try'],
    [account.email, 'Do not use your address'],
  ] as const) {
    await fillEntry(page, { ...account, password: weak })
    await page.getByRole('button', { name: 'Create account' }).click()
    await expect(password).toHaveAccessibleDescription(new RegExp(reason))
    await expect(password).toBeFocused()
  }
  await signUp(page, account)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/$/)

  await page.goto('/sign-up')
  await fillEntry(page, account)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(email).toHaveAccessibleDescription('There is an account with this address already.')
  await expect(email).toBeFocused()

  await page.getByRole('link', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/\/sign-in$/)
  await signIn(page, { ...account, password: 'not the password' })
  await expect(password).toHaveAccessibleDescription('E-mail and password do not belong together.')
  await expect(password).toBeFocused()
})

test('an anonymous visitor keeps the inbox that was on screen', async ({ page, openInbox }) => {
  const address = await openInbox()
  await sendMail({ to: address, subject: 'Before the account' })
  await expect(page.getByRole('link', { name: /Before the account/ })).toBeVisible()
  await page.getByRole('link', { name: 'Sign in' }).click()
  await page.getByRole('link', { name: 'Create one' }).click()
  await expect(page).toHaveURL(/\/sign-up$/)
  await fillEntry(page, newAccount())
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(inboxes(page)).toContainText([address])
  await page.getByRole('link', { name: address }).click()
  expect(await addressOn(page)).toBe(address)
  await page.goto('/')
  expect(await addressOn(page)).toBe(address)
  await expect(page.getByRole('link', { name: /Before the account/ })).toBeVisible()
})

test('a changed password keeps this browser signed in and no other', async ({ page, browser, allowErrors }) => {
  allowErrors(/422|401/)
  const account = await signUp(page)
  const elsewhere = await browser.newPage()
  await elsewhere.goto('/sign-in?callbackUrl=/settings/account')
  await signIn(elsewhere, account)
  await expect(elsewhere.getByRole('heading', { name: 'Account', exact: true })).toBeVisible()

  await page.goto('/settings/account')
  const current = page.getByLabel('Current password', { exact: true })
  const password = `another river ${randomName()}`
  await current.fill('not this one')
  await page.getByLabel('New password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(current).toHaveAccessibleDescription('This is not your current password.')
  await expect(current).toBeFocused()
  await current.fill(account.password)
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('Your password is changed.')).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Account', exact: true })).toBeVisible()

  await elsewhere.reload()
  await expect(elsewhere).toHaveURL(/\/sign-in/)
  await signIn(elsewhere, { ...account, password })
  await expect(elsewhere.getByRole('heading', { name: 'Account', exact: true })).toBeVisible()
  await elsewhere.close()
})

test('a deleted account takes everything with it', async ({ page, allowErrors }) => {
  allowErrors(/401|422/)
  const account = await signUp(page)
  await makeInbox(page)
  await page.goto('/settings/api-keys')
  await page.getByLabel('Name').fill('last')
  await page.getByRole('button', { name: 'Create key' }).click()
  const token = (await page.getByText(/^mf_[\w-]{43}$/).textContent()) ?? ''

  await page.goto('/settings/account')
  const confirm = async (password: string) => {
    await page.getByLabel('Your password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Delete account' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete for good' }).click()
  }
  await confirm('not this one')
  await expect(page.getByLabel('Your password', { exact: true })).toBeFocused()
  await confirm(account.password)
  await expect(page).toHaveURL(/\/$/)
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
  expect((await call('GET', '/me', { token })).status).toBe(401)
  await page.goto('/sign-in')
  await signIn(page, account)
  await expect(page.getByText('E-mail and password do not belong together.')).toBeVisible()
})
