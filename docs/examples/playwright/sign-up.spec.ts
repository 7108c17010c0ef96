/** An inbox for each test: they run in parallel and never see each other's mail. */
import { expect, test } from 'mayfly/playwright'

for (const visitor of ['first', 'second', 'third']) {
  test(`the ${visitor} visitor signs up with the code from the mail`, async ({ page, inbox }) => {
    await page.goto('/')
    await page.getByLabel('E-mail', { exact: true }).fill(inbox.address)
    await page.getByRole('button', { name: 'Send code' }).click()

    const code = await inbox.waitForCode({ from: 'shop.example' })

    await page.getByLabel('E-mail again').fill(inbox.address)
    await page.getByLabel('Code').fill(code)
    await page.getByRole('button', { name: 'Sign up' }).click()
    await expect(page.getByText('Welcome!')).toBeVisible()
  })
}
