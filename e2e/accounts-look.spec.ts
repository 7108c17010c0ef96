/** The pages of an account on every screen: no violation that axe can find, and nothing that scrolls sideways. */
import type { Page } from '@playwright/test'
import { makeInbox, signUp } from './account-pages'
import { expect, test } from './fixtures'
import { expectAccessible, sidewaysRoom, VIEWS } from './look'

async function expectGoodLook(page: Page): Promise<void> {
  await expectAccessible(page)
  expect(await sidewaysRoom(page)).toBe(0)
}

for (const [name, view] of Object.entries(VIEWS)) {
  test.describe(`on ${name}`, () => {
    test.use(view)

    test('the doors and the plans', async ({ page, allowErrors }) => {
      allowErrors(/422/)
      for (const path of ['/sign-in?error=AccessDenied', '/sign-up', '/plans']) {
        await page.goto(path)
        await expectGoodLook(page)
      }
      await page.goto('/sign-up')
      await page.getByLabel('E-mail').fill('ada@example.org')
      await page.getByLabel('Password', { exact: true }).fill('short')
      await page.getByRole('button', { name: 'Create account' }).click()
      await expect(page.getByText('Use at least 10 characters.')).toBeVisible()
      await expectGoodLook(page)
    })

    test('the dashboard and the settings', async ({ page }) => {
      test.setTimeout(120_000)
      await signUp(page)
      await expectGoodLook(page)
      for (let made = 0; made < 4; made++) await makeInbox(page)
      await makeInbox(page, `a-name-as-long-as-names-may-be-${Date.now()}`.padEnd(64, 'x'))
      await expectGoodLook(page)
      await page.getByRole('button', { name: 'New inbox' }).click()
      await expectGoodLook(page)
      await page.getByRole('button', { name: 'Cancel' }).click()
      await page.getByRole('button', { name: /^End/ }).first().click()
      await expectGoodLook(page)

      await page.goto('/settings/api-keys')
      await expectGoodLook(page)
      await page.getByLabel('Name').fill('A name for a key that goes on and on'.repeat(2))
      await page.getByRole('button', { name: 'Create key' }).click()
      await expect(page.getByText(/^mf_/)).toHaveCount(2)
      await expectGoodLook(page)
      await page.goto('/settings/webhooks')
      await page.getByLabel('URL').fill(`https://receiver.invalid/${'long'.repeat(100)}`)
      await page.getByRole('button', { name: 'Create webhook' }).click()
      await expect(page.getByText(/^whsec_/)).toBeVisible()
      await page.getByRole('button', { name: 'Send a test' }).click()
      await expect(page.getByText(/^Not delivered/)).toBeVisible()
      await page.getByText('Log', { exact: true }).click()
      await expect(page.getByText('the name cannot be resolved', { exact: true })).toBeVisible()
      await expectGoodLook(page)
      for (const path of ['/settings/account', '/plans']) {
        await page.goto(path)
        await expectGoodLook(page)
      }
    })
  })
}
