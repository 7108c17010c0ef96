/** On a phone, in the dark, and for everyone: each page and state without a violation that axe can find. */
import type { Page } from '@playwright/test'
import { sendMail } from './client'
import { addressOn, expect, test } from './fixtures'
import { DOT, expectAccessible, sidewaysRoom, VIEWS } from './look'

for (const [name, view] of Object.entries(VIEWS)) {
  test.describe(`on ${name}`, () => {
    test.use(view)

    test('no state of an inbox has an accessibility violation or scrolls sideways', async ({
      page,
      openInbox,
      expire,
    }) => {
      const address = await openInbox()
      await expectAccessible(page)
      await page.getByText('Send a test mail from a terminal').click()
      await expect(page.getByText('No mail server has tried')).toBeVisible()
      await expectAccessible(page)

      for (const [button, dialog] of [
        ['QR code', 'Scan the address'],
        ['Choose a name', 'New inbox'],
        ['Preferences', 'Preferences'],
      ] as const) {
        await page.getByRole('button', { name: button, exact: true }).click()
        await expect(page.getByRole('dialog', { name: dialog })).toBeVisible()
        if (button === 'Choose a name') await expect(page.getByLabel('Name', { exact: true })).toBeVisible()
        await expectAccessible(page)
        expect(await sidewaysRoom(page)).toBe(0)
        await page.keyboard.press('Escape')
      }
      for (const [keys, dialog] of [
        ['?', 'Keys'],
        ['Control+k', 'Commands'],
      ] as const) {
        await page.keyboard.press(keys)
        await expect(page.getByRole('dialog', { name: dialog })).toBeVisible()
        await expectAccessible(page)
        await page.keyboard.press('Escape')
      }

      const subject = 'A subject that is long enough to reach the other side of every screen there is, and further'
      const text = `Your verification code is 482913. ${'https://example.org/long/'.repeat(12)}`
      await sendMail({
        to: address,
        subject,
        text,
        html: `<p>${text}</p>`,
        attachments: [
          { filename: 'a.txt', content: 'a' },
          { filename: 'dot.png', content: DOT },
        ],
      })
      await expect(page.getByRole('link', { name: /A subject/ })).toBeVisible()
      await expectAccessible(page)
      expect(await sidewaysRoom(page)).toBe(0)

      await page.getByRole('link', { name: /A subject/ }).click()
      for (const tab of ['HTML', 'Text', 'Attachments (2)', 'Headers', 'Source']) {
        await page.getByRole('tab', { name: tab }).click()
        await expectAccessible(page)
        expect(await sidewaysRoom(page)).toBe(0)
      }

      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Delete inbox' }).click()
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await expire(address)
      await expect(page.getByRole('heading', { name: 'This inbox has ended' })).toBeVisible()
      await expectAccessible(page)
    })

    test('pages that are not there have no violation either', async ({ page, allowErrors }) => {
      allowErrors(/404/)
      for (const path of ['/nowhere', '/m/nobody@mayfly.localhost']) {
        await page.goto(path)
        await expect(page.getByRole('link', { name: 'Open an inbox' })).toBeVisible()
        await expectAccessible(page)
      }
    })
  })
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 } })

  test('a message is alone on the screen, and every way back leads to its row', async ({ page, openInbox }) => {
    const address = await openInbox()
    await sendMail({ to: address, subject: 'Small' })
    const row = page.getByRole('link', { name: /Ada: Small/ })
    const open = async () => {
      await row.click()
      await expect(page.getByRole('heading', { name: 'Small', exact: true })).toBeFocused()
      await expect(page.getByRole('region', { name: 'Address' })).toBeHidden()
    }
    const ways = [
      () => page.getByRole('button', { name: 'Back to the inbox' }).click(),
      () => page.keyboard.press('Escape'),
      () => page.goBack(),
    ]
    for (const leave of ways) {
      await open()
      await leave()
      await expect(row).toBeFocused()
    }
    await open()
    await page.keyboard.press('/')
    await expect(page.getByRole('searchbox', { name: 'Search messages' })).toBeFocused()
  })

  test('another inbox has the focus on its address, and many of them scroll in a row of their own', async ({
    page,
    openInbox,
  }) => {
    const heading = page.getByRole('heading', { level: 1 })
    let address = await openInbox()
    await sendMail({ to: address, subject: 'Unread' })
    await expect(page.getByRole('link', { name: /Unread/ })).toBeVisible()
    for (let made = 0; made < 3; made++) {
      await page.getByRole('button', { name: 'New address' }).click()
      await expect(heading).not.toHaveText(address)
      await expect(heading).toBeFocused()
      address = await addressOn(page)
    }
    expect(await sidewaysRoom(page)).toBe(0)
    await page.getByRole('button', { name: 'Delete inbox' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete inbox' }).click()
    await expect(page.getByRole('heading', { name: 'This inbox was deleted' })).toBeVisible()
    await expect(heading).toBeFocused()
  })
})

test('the theme follows the system until the visitor chooses, and the choice stays', async ({ page, openInbox }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await openInbox()
  const dark = await background(page)
  await page.getByRole('button', { name: 'Switch between light and dark' }).click()
  const light = await background(page)
  expect(light).not.toBe(dark)
  await page.reload()
  expect(await background(page)).toBe(light)
})

const background = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
