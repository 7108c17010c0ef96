/** What a visitor can do on the front page beyond reading: show, name, try out, be told, and all of it by key. */
import { sendMail } from './client'
import { addressOn, expect, test } from './fixtures'

test('a test mail is one click away, and its code stands beside the address', async ({ page, context, openInbox }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openInbox()
  await expect(page.getByText('Codes from your mail show up here.')).toBeVisible()
  await page.getByRole('button', { name: 'Send a test mail' }).click()
  await expect(page.getByRole('link', { name: 'Unread: Mayfly: It works: here is a code' })).toBeVisible()
  const bar = page.getByRole('region', { name: 'Address' })
  const code = await bar.getByText(/^\d{6}$/).textContent()
  await page.keyboard.press('v')
  await expect(page.getByText('Code copied')).toBeAttached()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code)
})

test('the code beside the address is that of the newest mail that has one', async ({ page, openInbox }) => {
  const address = await openInbox()
  await sendMail({ to: address, subject: 'First', text: 'Your verification code is 482913.' })
  const bar = page.getByRole('region', { name: 'Address' })
  await expect(bar.getByText('482913')).toBeVisible()
  await sendMail({ to: address, subject: 'Second', text: 'Your verification code is 731904.' })
  await expect(bar.getByText('731904')).toBeVisible()
  await sendMail({ to: address, subject: 'Third', text: 'No code at all.' })
  await expect(page.getByRole('link', { name: /Third/ })).toBeVisible()
  await expect(bar.getByText('731904')).toBeVisible()
})

test('the address can be scanned', async ({ page, openInbox }) => {
  const address = await openInbox()
  await page.getByRole('button', { name: 'QR code' }).click()
  const dialog = page.getByRole('dialog', { name: 'Scan the address' })
  await expect(dialog.getByRole('img', { name: `QR code of ${address}` })).toBeVisible()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('button', { name: 'QR code' })).toBeFocused()
})

test('a visitor without an account chooses the name of an inbox', async ({ page, openInbox, allowErrors }) => {
  allowErrors(/409/)
  const first = await openInbox()
  const taken = first.split('@')[0] ?? ''
  const name = `river-${Date.now()}`
  await page.getByRole('button', { name: 'Choose a name' }).click()
  const dialog = page.getByRole('dialog', { name: 'New inbox' })
  await dialog.getByLabel('Name').fill(taken)
  await dialog.getByRole('button', { name: 'Create inbox' }).click()
  await expect(dialog.getByText('This name is in use')).toBeVisible()
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByRole('button', { name: 'Create inbox' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name)
  await expect(page).toHaveURL(new RegExp(`/m/${name}@`))
})

test('every command is in the palette, found by its words and run with Enter', async ({ page, openInbox }) => {
  const address = await openInbox()
  await sendMail({ to: address, from: 'Ada <ada@example.org>', subject: 'Tides' })
  await expect(page.getByRole('link', { name: /Tides/ })).toBeVisible()
  await page.keyboard.press('Control+k')
  const asked = page.getByRole('combobox', { name: 'What do you want to do?' })
  await expect(asked).toBeFocused()
  await expect(page.getByRole('option', { name: /Copy the address/ })).toBeVisible()
  await asked.fill('tides')
  await expect(page.getByRole('option')).toHaveText('Open: Tides – Ada')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Tides', exact: true })).toBeVisible()
  await page.keyboard.press('Control+k')
  await asked.fill('nothing of the kind')
  await expect(page.getByText('Nothing of that name.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('? shows the keys of the page, and they can be switched off', async ({ page, openInbox }) => {
  await openInbox()
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keys' })
  await expect(keys.getByText('Copy the address')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Preferences' }).click()
  await page.getByRole('switch', { name: 'Single keys' }).click()
  await page.getByRole('button', { name: 'Done' }).click()
  await page.keyboard.press('q')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog')).toHaveAccessibleName('Commands')
})

test('sound and notifications are off until asked for, and stay on after that', async ({
  page,
  context,
  openInbox,
}) => {
  await context.grantPermissions(['notifications'])
  await openInbox()
  await page.getByRole('button', { name: 'Preferences' }).click()
  for (const name of ['Sound', 'Desktop notifications']) {
    await expect(page.getByRole('switch', { name })).not.toBeChecked()
    await page.getByRole('switch', { name }).click()
    await expect(page.getByRole('switch', { name })).toBeChecked()
  }
  await page.reload()
  await addressOn(page)
  await page.keyboard.press(',')
  await expect(page.getByRole('switch', { name: 'Sound' })).toBeChecked()
  await expect(page.getByRole('switch', { name: 'Desktop notifications' })).toBeChecked()
})

test('a hidden page tells of new mail on the desktop, with its code', async ({ page, context, openInbox }) => {
  await context.grantPermissions(['notifications'])
  await page.addInitScript(() => {
    localStorage.setItem('mayfly-notifications', 'on')
    const shown: string[] = []
    class Spy {
      static permission = 'granted'
      constructor(title: string, { body }: { body: string }) {
        shown.push(`${title}: ${body}`)
      }
    }
    Object.assign(window, { Notification: Spy, shown })
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' })
  })
  const address = await openInbox()
  await sendMail({ to: address, subject: 'Sign in', text: 'Your verification code is 482913.' })
  await expect(page.getByRole('link', { name: /Ada: Sign in/ })).toBeVisible()
  const shown = await page.evaluate(() => (window as unknown as { shown: string[] }).shown)
  expect(shown).toEqual(['Ada: Code 482913'])
})

test('unread mail is a dot on the icon of the tab', async ({ page, openInbox }) => {
  const address = await openInbox()
  const icon = page.locator('link[rel="icon"]').first()
  await expect(icon).not.toHaveAttribute('href', /^data:/)
  await sendMail({ to: address, subject: 'Dot' })
  await page.getByRole('link', { name: /Dot/ }).waitFor()
  await expect(icon).toHaveAttribute('href', /^data:image\/svg/)
  await page.getByRole('link', { name: /Dot/ }).click()
  await expect(icon).not.toHaveAttribute('href', /^data:/)
})

test('two minutes before the end the page offers to put it off', async ({ page }) => {
  await page.clock.install()
  await page.goto('/')
  await addressOn(page)
  await page.clock.fastForward('57:00')
  await expect(page.getByText('This inbox ends in two minutes')).toBeHidden()
  await page.clock.fastForward('01:30')
  const warning = page.getByRole('status').filter({ hasText: 'This inbox ends in two minutes' })
  await warning.getByRole('button', { name: 'Extend' }).click()
  await expect(page.getByText('This inbox now ends in')).toBeVisible()
})

test('without a network a banner says what still works', async ({ page, context, openInbox }) => {
  await openInbox()
  await context.setOffline(true)
  await expect(page.getByRole('alert').filter({ hasText: 'You are offline' })).toBeVisible()
  await context.setOffline(false)
  await expect(page.getByText('You are offline')).toBeHidden()
})

test('the first Tab offers to skip to the content', async ({ page, openInbox }) => {
  await openInbox()
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Skip to the content' })
  await expect(skip).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})
