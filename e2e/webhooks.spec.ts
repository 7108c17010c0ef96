/** Webhooks as people make them. What is delivered, and how, is tested beside the worker. */
import { signUp } from './account-pages'
import { expect, test } from './fixtures'

test('a webhook from its making to its end', async ({ page, allowErrors }) => {
  allowErrors(/403|422/)
  await signUp(page)
  await page.goto('/settings/webhooks')
  await expect(page.getByText('There is no webhook yet.')).toBeVisible()
  const url = page.getByLabel('URL')
  for (const [given, reason] of [
    ['http://127.0.0.1:8080/hook', 'This must not lead to a private or reserved address.'],
    ['ftp://example.com', 'This must be an http:// or https:// URL.'],
  ] as const) {
    await url.fill(given)
    await page.getByRole('button', { name: 'Create webhook' }).click()
    await expect(url).toHaveAccessibleDescription(reason)
    await expect(url).toBeFocused()
  }
  await url.fill('https://receiver.invalid/hook')
  await page.getByRole('button', { name: 'Create webhook' }).click()
  await expect(page.getByRole('heading', { name: 'The webhook is ready' })).toBeFocused()
  await expect(page.getByText(/^whsec_/)).toBeVisible()
  await page.getByRole('button', { name: 'I have copied it' }).click()
  await expect(page.getByText(/whsec_/)).toHaveCount(0)
  await expect(page.getByText('1 of 1 that the plan free allows.')).toBeVisible()

  const item = page.getByRole('listitem').filter({ hasText: 'https://receiver.invalid' })
  await expect(item).toContainText('every inbox · new message, inbox expired, inbox deleted')
  await page.getByRole('button', { name: 'Send a test' }).click()
  await expect(page.getByText('Not delivered: the name cannot be resolved.')).toBeVisible()
  await item.getByText('Log', { exact: true }).click()
  await expect(item.getByText(/^Test/)).toContainText('the name cannot be resolved')

  await page.getByRole('button', { name: 'Switch off' }).click()
  await expect(item).toContainText('Switched off: it is told nothing.')
  await page.getByRole('button', { name: 'Switch on' }).click()
  await expect(item).not.toContainText('Switched off')

  await url.fill('https://receiver.invalid/second')
  await page.getByRole('button', { name: 'Create webhook' }).click()
  await expect(page.getByText('Your plan allows no more webhooks. Delete one to make room.')).toBeVisible()
  await page.getByRole('button', { name: 'Delete https' }).click()
  await page.getByRole('button', { name: 'Delete webhook' }).click()
  await expect(page.getByText('There is no webhook yet.')).toBeVisible()
})
