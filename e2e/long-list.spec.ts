/** Thousands of messages: loaded while they are scrolled to, drawn only while they are in sight. */
import type { Page } from '@playwright/test'
import { sendMail } from './client'
import { expect, test } from './fixtures'

/** The first message of the server, many times over, a hundred to a page. */
async function multiply(page: Page, total: number): Promise<void> {
  await page.route(/\/messages\?limit=/, async (route) => {
    const url = new URL(route.request().url())
    const after = Number(url.searchParams.get('cursor') ?? 0)
    url.searchParams.delete('cursor')
    const answer = await route.fetch({ url: url.href })
    const { items } = await answer.json()
    const size = Math.min(Number(url.searchParams.get('limit')), total - after)
    const copies = Array.from({ length: size }, (_, index) => {
      const number = after + index + 1
      return { ...items[0], id: `copy-${number}`, seq: total - number + 1, subject: `Number ${number}` }
    })
    const next = after + size
    await route.fulfill({ json: { items: copies, next_cursor: next < total ? String(next) : null } })
  })
}

test('older messages come by scrolling, and those out of sight are not drawn', async ({ page, openInbox }) => {
  await sendMail({ to: await openInbox(), subject: 'One' })
  await page.getByRole('link', { name: /Ada: One/ }).waitFor()
  const total = Number(process.env.E2E_MESSAGES ?? 400)
  await multiply(page, total)
  await page.reload()
  const rows = page.locator('a[data-message]')
  await expect(rows).toHaveCount(50)
  await expect(async () => {
    await page
      .getByRole('button', { name: 'Older messages' })
      .scrollIntoViewIfNeeded({ timeout: 1_000 })
      .catch(() => {})
    await expect(rows).toHaveCount(total, { timeout: 1_000 })
  }).toPass({ timeout: 50_000 })
  await page.getByRole('link', { name: `Ada: Number ${total}` }).scrollIntoViewIfNeeded()
  await expect(page.getByRole('link', { name: `Ada: Number ${total}` })).toBeInViewport()
  const drawn = await page.evaluate(
    () =>
      [...document.querySelectorAll('a[data-message]')].filter((row) =>
        row.checkVisibility({ contentVisibilityAuto: true }),
      ).length,
  )
  expect(drawn).toBeLessThan(total)
})
