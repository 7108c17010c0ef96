/** Hundreds of messages: loaded while they are scrolled to, drawn only while they are in sight. */
import { sendMail, sendMails } from './client'
import { expect, test } from './fixtures'

const TOTAL = 200

test('older messages come by scrolling, and those out of sight are not drawn', async ({ page, openInbox }) => {
  const address = await openInbox()
  await sendMail({ to: address, subject: 'The first' })
  const subjects = Array.from({ length: TOTAL - 1 }, (_, index) => `Number ${index}`)
  await sendMails(address, subjects)
  const rows = page.locator('a[data-message]')
  await expect(rows).toHaveCount(TOTAL, { timeout: 30_000 })
  await page.reload()
  await expect(rows.first()).toBeVisible()
  expect(await rows.count()).toBeLessThan(TOTAL)
  await expect(async () => {
    await page
      .getByRole('button', { name: 'Older messages' })
      .scrollIntoViewIfNeeded({ timeout: 1_000 })
      .catch(() => {})
    await expect(rows).toHaveCount(TOTAL, { timeout: 1_000 })
  }).toPass({ timeout: 50_000 })
  await page.getByRole('link', { name: 'Ada: The first' }).scrollIntoViewIfNeeded()
  await expect(page.getByRole('link', { name: 'Ada: The first' })).toBeInViewport()
  const drawn = await page.evaluate(
    () =>
      [...document.querySelectorAll('a[data-message]')].filter((row) =>
        row.checkVisibility({ contentVisibilityAuto: true }),
      ).length,
  )
  expect(drawn).toBeLessThan(TOTAL)
})
