/** A visitor and one inbox: there at once, live, and gone when it says so. */
import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import { SMTP_PORT, sendMail } from './client'
import { addressOn, expect, holdScripts, test } from './fixtures'

test('a visit shows an address without a click', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('@')
  await expect(page.getByRole('heading', { name: 'Waiting for mail' })).toBeVisible()
})

test('mail appears live, is announced, and counts in the title', async ({ page, openInbox }) => {
  const address = await openInbox()
  await sendMail({ to: address, from: 'Ada <ada@example.org>', subject: 'First light', text: 'The river is awake.' })
  const row = page.getByRole('link', { name: 'Unread: Ada: First light' })
  await expect(row).toBeVisible()
  await expect(page.getByText('The river is awake.')).toBeVisible()
  await expect(page.getByText('New mail from Ada: First light.')).toHaveCount(1)
  await expect(page).toHaveTitle(`(1) ${address} · Mayfly`)
})

test('/ searches the messages, live while mail comes, and Escape brings all of them back', async ({
  page,
  openInbox,
}) => {
  const to = await openInbox()
  await sendMail({ to, subject: 'Winter invoice', text: 'Nothing to pay.' })
  await sendMail({ to, subject: 'Summer', text: 'Die Grüße kommen später.' })
  const rows = page.locator('a[data-message]')
  await expect(rows).toHaveCount(2)
  const shows = async (...subjects: string[]) => {
    await expect(rows).toHaveCount(subjects.length)
    for (const subject of subjects) await expect(page.getByRole('link', { name: `Ada: ${subject}` })).toBeVisible()
  }
  const box = page.getByRole('searchbox', { name: 'Search messages' })
  await page.keyboard.press('/')
  await expect(box).toBeFocused()
  await page.keyboard.type('invoi')
  await shows('Winter invoice')
  await sendMail({ to, subject: 'Spring invoice' })
  await shows('Spring invoice', 'Winter invoice')
  await expect(page.getByRole('status').filter({ hasText: '2 messages found' })).toBeAttached()
  await box.fill('grusse')
  await shows('Summer')
  await box.fill('no such word')
  await expect(page.getByText('No message has “no such word” in it.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(box).toHaveValue('')
  await expect(rows).toHaveCount(3)
  await page.keyboard.press('Escape')
  await expect(box).not.toBeFocused()
})

test('a code can be copied from the list without opening the message', async ({ page, context, openInbox }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const address = await openInbox()
  await sendMail({ to: address, subject: 'Sign in', text: 'Your verification code is 482 913.' })
  await page.getByRole('button', { name: 'Copy code 482913' }).click()
  await expect(page.getByText('Code copied')).toBeAttached()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('482913')
  await expect(page.getByRole('heading', { name: 'Nothing open' })).toBeVisible()
})

test('the address is one key from the clipboard', async ({ page, context, openInbox }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const address = await openInbox()
  await page.keyboard.press('c')
  await expect(page.getByText('Address copied')).toBeInViewport()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address)
})

test('a reload and a second tab keep the inbox and its mail', async ({ page, context, openInbox }) => {
  const address = await openInbox()
  await sendMail({ to: address, subject: 'Stay' })
  await expect(page.getByRole('link', { name: /Stay/ })).toBeVisible()
  await page.reload()
  expect(await addressOn(page)).toBe(address)
  await expect(page.getByRole('link', { name: /Stay/ })).toBeVisible()
  const second = await context.newPage()
  await second.goto('/')
  expect(await addressOn(second)).toBe(address)
})

test('two first tabs at once share one inbox', async ({ page, context }) => {
  const second = await context.newPage()
  await Promise.all([page.goto('/'), second.goto('/')])
  expect(await addressOn(second)).toBe(await addressOn(page))
})

test('the address and the mail of a returning visitor are in the first HTML', async ({ page, openInbox }) => {
  const address = await openInbox()
  await sendMail({ to: address, subject: 'Tidewater' })
  await expect(page.getByRole('link', { name: /Tidewater/ })).toBeVisible()
  const html = await (await page.request.get('/')).text()
  expect(html).toContain(address.split('@')[0])
  expect(html).toContain('Tidewater</p>')
})

test('the first inbox is under way before any script has come, and what was opened meanwhile is filled', async ({
  page,
}) => {
  const release = await holdScripts(page)
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST'),
    page.goto('/', { waitUntil: 'commit' }),
  ])
  const { address } = await answer.json()
  await sendMail({ to: address, subject: 'Early' })
  await page.request.get(`/api/v1/mailboxes/${address}/messages/wait`)
  // a later visit has the whole page in its HTML, ready to be opened
  await page.goto('/', { waitUntil: 'commit' })
  await page.getByText('Where is my mail?').click()
  release()
  expect(await addressOn(page)).toBe(address)
  await expect(page.getByText('Accepted from example.org')).toBeVisible()
})

test('a second inbox is one click away, and both can be switched', async ({ page, openInbox }) => {
  const first = await openInbox()
  const heading = page.getByRole('heading', { level: 1 })
  await page.getByRole('button', { name: 'New address' }).click()
  await expect(heading).not.toHaveText(first)
  const second = await addressOn(page)
  await page
    .getByRole('navigation', { name: 'Your inboxes' })
    .getByText(first.split('@')[0] ?? '')
    .click()
  await expect(heading).toHaveText(first)
  await expect(page).toHaveURL(new RegExp(`/m/${first}$`))
  await page.goBack()
  await expect(heading).toHaveText(second)
})

test('more inboxes than the plan allows are refused in plain words', async ({ page, openInbox, allowErrors }) => {
  allowErrors(/403/)
  await openInbox()
  const heading = page.getByRole('heading', { level: 1 })
  for (let made = 1; made < 5; made++) {
    const before = (await heading.textContent()) ?? ''
    await page.getByRole('button', { name: 'New address' }).click()
    await expect(heading).not.toHaveText(before)
  }
  await page.getByRole('button', { name: 'New address' }).click()
  await expect(page.getByText('You have as many inboxes as your plan allows.')).toBeVisible()
})

test('deleting asks first, ends the inbox, and offers a new one', async ({ page, openInbox }) => {
  const address = await openInbox()
  await page.getByRole('button', { name: 'Delete inbox' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByRole('button', { name: 'Delete inbox' })).toBeFocused()
  await page.getByRole('button', { name: 'Delete inbox' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete inbox' }).click()
  await expect(page.getByRole('heading', { name: 'This inbox was deleted' })).toBeVisible()
  await page.getByRole('button', { name: 'New inbox' }).click()
  expect(await addressOn(page)).not.toBe(address)
})

test('extending gives the full time again', async ({ page, openInbox }) => {
  await openInbox()
  await page.getByRole('button', { name: 'Extend' }).click()
  await expect(page.getByText('This inbox now ends in 60 minutes.')).toBeVisible()
  await expect(page.getByRole('timer')).toContainText('60 minutes')
})

test('the end comes live: the page says so and offers a new inbox', async ({ page, openInbox, expire }) => {
  const address = await openInbox()
  await expire(address)
  await expect(page.getByRole('heading', { name: 'This inbox has ended' })).toBeVisible()
  await expect(page.getByRole('timer')).toHaveCount(0)
  const answer = await page.request.get(`/api/v1/mailboxes/${address}`)
  expect(answer.status()).toBe(404)
  expect(await answer.json()).toMatchObject({ code: 'mailbox_expired' })
  await page.getByRole('button', { name: 'New inbox' }).click()
  expect(await addressOn(page)).not.toBe(address)
})

test('a link to an ended inbox says that it ended, and what came since', async ({ page, openInbox, expire }) => {
  const address = await openInbox()
  await expire(address)
  await sendMail({ to: address, subject: 'Too late' })
  await expect(async () => {
    await page.goto(`/m/${address}`)
    await expect(page.getByRole('heading', { name: 'This inbox has ended' })).toBeVisible()
    await expect(page.getByText('1 mail came for it since')).toBeVisible({ timeout: 500 })
  }).toPass()
})

test('a link to an inbox of somebody else is a 404 with a way on', async ({ page, allowErrors }) => {
  allowErrors(/404/)
  const answer = await page.goto('/m/nobody@mayfly.localhost')
  expect(answer?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: 'There is no inbox here' })).toBeVisible()
  await page.getByRole('link', { name: 'Open an inbox' }).click()
  expect(await addressOn(page)).toContain('@')
})

test('what knocked at the door can be looked up', async ({ page, openInbox }) => {
  const address = await openInbox()
  await expect(page.getByText('Nothing yet? Here is what knocked')).toBeVisible()
  await expect(page.getByText('No mail server has tried to deliver')).toBeVisible()
  await sendMail({ to: address, from: 'eve@knock.example', subject: 'Knock' })
  await expect(page.getByRole('link', { name: /Knock/ })).toBeVisible()
  await page.getByText('Where is my mail?').click()
  await expect(page.getByText('Accepted from knock.example')).toBeVisible()
})

test('a mail that was refused is explained the moment it is', async ({ page, openInbox }) => {
  const address = await openInbox()
  await expect(page.getByText('No mail server has tried to deliver')).toBeVisible()
  await breakOff(address)
  await expect(page.getByText('Refused from half.example')).toBeVisible()
  await expect(page.getByText('The connection broke before the whole message had come')).toBeVisible()
})

test('offline is said, and what arrived meanwhile comes in by itself', async ({
  page,
  context,
  openInbox,
  allowErrors,
}) => {
  // what was being fetched ahead of its use
  allowErrors(/ERR_INTERNET_DISCONNECTED/)
  const address = await openInbox()
  await context.setOffline(true)
  await expect(page.getByRole('status', { name: 'Connection' })).toHaveText('Offline')
  await sendMail({ to: address, subject: 'While you were away' })
  await context.setOffline(false)
  await expect(page.getByRole('link', { name: /While you were away/ })).toBeVisible()
})

/** A sender that goes away in the middle of a message. */
async function breakOff(address: string): Promise<void> {
  const socket = connect(SMTP_PORT, '127.0.0.1')
  const replies = createInterface({ input: socket })[Symbol.asyncIterator]()
  const until = async (code: string) => {
    for (let line = await replies.next(); !line.done; line = await replies.next()) {
      if (line.value.startsWith(`${code} `)) return
    }
  }
  await until('220')
  for (const [command, code] of [
    ['EHLO half.example', '250'],
    ['MAIL FROM:<eve@half.example>', '250'],
    [`RCPT TO:<${address}>`, '250'],
    ['DATA', '354'],
  ] as const) {
    socket.write(`${command}\r\n`)
    await until(code)
  }
  socket.write('Subject: Half\r\n\r\nThis is only ha')
  socket.destroySoon()
}
