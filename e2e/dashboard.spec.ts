/** What an account does with its plan: inboxes on the dashboard, keys for scripts. */
import { inboxes, makeInbox, signUp } from './account-pages'
import { call, randomName, sendMail } from './client'
import { expect, queryDatabase, test } from './fixtures'

test('a new user fills the plan, makes a key for a script, and takes it back', async ({ page, allowErrors }) => {
  allowErrors(/403/)
  await signUp(page)
  const names = Array.from({ length: 5 }, randomName)
  for (const name of names) await makeInbox(page, name)
  await expect(inboxes(page).first()).toContainText(names[4] ?? '')
  await expect(page.getByRole('region', { name: 'Usage' })).toContainText('5 of 5')

  await page.getByRole('button', { name: 'New inbox' }).click()
  await page.getByRole('button', { name: 'Create inbox' }).click()
  await expect(page.getByRole('alert').getByText('Your plan “free” allows 5 active inboxes')).toBeFocused()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: new RegExp(`^End ${names[0]}@`) }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'End inbox' }).click()
  await expect(inboxes(page)).toHaveCount(4)

  await page.getByRole('link', { name: 'API keys' }).click()
  await page.getByLabel('Name').fill('CI')
  await page.getByRole('button', { name: 'Create key' }).click()
  const secret = page.getByText(/^mf_[\w-]{43}$/)
  const token = (await secret.textContent()) ?? ''
  await expect(page.getByText('curl -X POST')).toBeVisible()

  const { status, body: inbox } = await call('POST', '/mailboxes', { token })
  expect(status).toBe(201)
  expect(inbox.owner_type).toBe('api')
  const waiting = call('GET', `/mailboxes/${inbox.address}/messages/wait?for=otp`, { token })
  await sendMail({ to: inbox.address, text: 'Your verification code is 482913.' })
  expect((await waiting).body.message.otp).toBe('482913')
  const refused = await call('POST', '/mailboxes', { token })
  expect(refused).toMatchObject({ status: 403, body: { code: 'mailbox_limit_reached', limit: 5, plan: 'free' } })

  await page.getByRole('button', { name: 'I have copied it' }).click()
  await page.reload()
  await expect(page.getByText('last used')).toBeVisible()
  expect(await page.content()).not.toContain(token)
  await page.getByRole('button', { name: 'Revoke CI' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke key' }).click()
  await expect(page.getByText('There is no key yet.')).toBeVisible()
  expect((await call('GET', '/me', { token })).status).toBe(401)
})

test('a read-only key with an end reads and changes nothing', async ({ page }) => {
  await signUp(page)
  await page.goto('/settings/api-keys')
  await page.getByLabel('Name').fill('dashboard')
  await page.getByLabel('Expires').selectOption('In 7 days')
  await page.getByLabel('Read only').check()
  await page.getByRole('button', { name: 'Create key' }).click()
  const token = (await page.getByText(/^mf_[\w-]{43}$/).textContent()) ?? ''
  expect((await call('GET', '/mailboxes', { token })).status).toBe(200)
  expect((await call('POST', '/mailboxes', { token })).body.code).toBe('read_only_key')
  const item = page.getByRole('listitem').filter({ hasText: 'dashboard' })
  await expect(item).toContainText('read only')
  await expect(item).toContainText('expires')
})

test('mail and ends show up on the dashboard by themselves', async ({ page, expire }) => {
  await signUp(page)
  const name = randomName()
  await makeInbox(page, name)
  const address = (await inboxes(page).getByRole('link').textContent()) ?? ''
  await expect(page.getByRole('status', { name: 'Connection' })).toHaveText('Live')
  await sendMail({ to: address, subject: 'Live' })
  await expect(inboxes(page)).toContainText('1 message')
  await expect(inboxes(page)).toContainText('1 unread')
  await page.getByRole('button', { name: `Extend ${address}` }).click()
  await expect(page.getByText(`${name} now ends in 60 minutes.`)).toBeVisible()
  await expire(address)
  await expect(page.getByRole('heading', { name: 'No inbox is open' })).toBeVisible()
})

test('a name that cannot be had is explained at the field', async ({ page, allowErrors }) => {
  allowErrors(/409|422/)
  await signUp(page)
  const name = randomName()
  await makeInbox(page, name)
  await page.getByRole('button', { name: 'New inbox' }).click()
  const field = page.getByRole('dialog').getByLabel('Name')
  for (const [wanted, reason] of [
    [name, 'This name is in use'],
    ['postmaster', 'kept for the operator'],
    ['a..b', 'no dot at the ends or doubled'],
  ] as const) {
    await field.fill(wanted)
    await page.getByRole('button', { name: 'Create inbox' }).click()
    await expect(field).toHaveAccessibleDescription(new RegExp(reason))
    await expect(field).toBeFocused()
  }
})

test('an operator’s change of plan raises the ceiling at once', async ({ page }) => {
  const { email } = await signUp(page)
  const slider = page.getByRole('slider', { name: 'Lasts' })
  await page.getByRole('button', { name: 'New inbox' }).click()
  await slider.press('End')
  await expect(slider).toHaveAttribute('aria-valuetext', '1 hour')
  await page.getByRole('button', { name: 'Cancel' }).click()

  await queryDatabase(`UPDATE users SET plan_id = 'pro' WHERE email = $1`, [email])
  await page.getByRole('button', { name: 'New inbox' }).click()
  await expect(page.getByRole('dialog')).toContainText('Pro: up to 24 hours')
  await slider.press('End')
  await expect(slider).toHaveAttribute('aria-valuetext', '24 hours')
  await page.getByRole('button', { name: 'Create inbox' }).click()
  await expect(inboxes(page)).toContainText(/24 h 0 min|23 h 59 min/)
  await page.goto('/plans')
  await expect(page.getByRole('listitem').filter({ hasText: 'Your plan' })).toContainText('Pro')
})
