/** Accounts for browser tests: each test signs up with an address of its own. */
import type { Page } from '@playwright/test'
import { randomName } from './client'
import { expect } from './fixtures'

export type Account = { email: string; password: string }

export const newAccount = (): Account => ({
  email: `${randomName()}@people.example`,
  password: `slow river ${randomName()}`,
})

export async function signUp(page: Page, account: Account = newAccount()): Promise<Account> {
  await page.goto('/sign-up')
  await fillEntry(page, account)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByRole('heading', { name: 'Your inboxes' })).toBeVisible()
  return account
}

export async function fillEntry(page: Page, { email, password }: Account): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
}

export async function signIn(page: Page, account: Account): Promise<void> {
  await fillEntry(page, account)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** Through the dialog of the dashboard; empty `name` lets chance choose. */
export async function makeInbox(page: Page, name = ''): Promise<void> {
  const before = await inboxes(page).count()
  const field = page.getByRole('dialog').getByLabel('Name')
  await page.getByRole('button', { name: 'New inbox' }).click()
  await field.fill(name)
  await page.getByRole('dialog').getByRole('button', { name: 'Create inbox' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(inboxes(page)).toHaveCount(before + 1)
}

export const inboxes = (page: Page) => page.getByRole('region', { name: 'Inboxes' }).getByRole('listitem')
