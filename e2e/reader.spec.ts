/** Reading a message: what the sender designed, safely, and everything beneath it. */
import type { Page } from '@playwright/test'
import type { AuthenticationBody } from '@/lib/messages/schema'
import { sendMail } from './client'
import { expect, queryDatabase, test } from './fixtures'
import { DOT } from './look'

const FILE = Buffer.from('Numbers, mostly.\n')

async function sendRichMail(to: string): Promise<void> {
  await sendMail({
    to,
    from: 'Nora <nora@studio.example>',
    subject: 'Plans',
    text: 'The plans are at https://studio.example/plans. Nora',
    html: `<h1>The plans</h1><p onclick="alert(1)">Come and see.</p><script>document.body.textContent = 'run'</script>
           <img src="https://studio.example/pixel.png" alt="a pixel">`,
    attachments: [{ filename: 'numbers.txt', content: FILE }],
  })
}

const openPlans = (page: Page) => page.getByRole('link', { name: /Nora: Plans/ }).click()
const tab = (page: Page, name: string | RegExp) => page.getByRole('tab', { name })

test('HTML is shown without its scripts, in a frame that could not run them', async ({ page, openInbox }) => {
  await sendRichMail(await openInbox())
  await openPlans(page)
  const frame = page.frameLocator('iframe[title="Message: Plans"]')
  await expect(frame.getByRole('heading', { name: 'The plans' })).toBeVisible()
  await expect(frame.getByText('Come and see.')).toBeVisible()
  const sandbox = await page.getByTitle('Message: Plans').getAttribute('sandbox')
  expect(sandbox).not.toContain('allow-scripts')
  expect(sandbox).not.toContain('allow-same-origin')
})

test('remote images wait for a click', async ({ page, openInbox }) => {
  const asked: string[] = []
  await page.route('https://studio.example/**', (route) => {
    asked.push(route.request().url())
    return route.fulfill({ contentType: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg"/>' })
  })
  await sendRichMail(await openInbox())
  await openPlans(page)
  await expect(page.frameLocator('iframe').getByText('Come and see.')).toBeVisible()
  expect(asked).toEqual([])
  await expect(page.getByText('1 remote image held back')).toBeVisible()
  const asking = page.waitForRequest('https://studio.example/pixel.png')
  await page.getByRole('button', { name: 'Load image' }).click()
  await asking
  await expect(page.getByText('held back')).toHaveCount(0)
})

test('a link says where it leads, and words that name another host are marked', async ({
  page,
  openInbox,
  allowErrors,
}) => {
  // what the test itself asks of the frame
  allowErrors(/Blocked script execution/)
  await sendMail({
    to: await openInbox(),
    subject: 'Links',
    html: `<p><a href="https://shop.example/a?b=1">Your order</a></p>
           <p><a href="https://evil.example/login">https://bank.example/login</a></p>`,
  })
  await page.getByRole('link', { name: /Ada: Links/ }).click()
  const frame = page.frameLocator('iframe')
  const [order, bank] = [frame.getByText('Your order'), frame.getByText('https://bank.example/login')]
  const said = (link: typeof order, part: string) =>
    link.evaluate((element, pseudo) => getComputedStyle(element, pseudo).content, part)
  await expect(order).toHaveAttribute('rel', /noopener noreferrer/)
  await expect(order).toHaveAttribute('target', '_blank')
  expect(await said(order, '::before')).toBe('none')
  await order.hover()
  expect(await said(order, '::before')).toContain('shop.example')
  expect(await said(order, '::after')).toBe('none')
  expect(await said(bank, '::after')).toContain('evil.example')
  await bank.focus()
  await page.keyboard.press('Shift+Tab')
  expect(await said(order, '::before')).toContain('shop.example')
})

test('pictures and text are shown in place, and all files come as one', async ({ page, openInbox, allowErrors }) => {
  allowErrors(/404.*preview/)
  await sendMail({
    to: await openInbox(),
    subject: 'Files',
    attachments: [
      { filename: 'dot.png', content: DOT },
      { filename: 'notes.csv', content: 'a;b\n1;2\n' },
      { filename: 'fake.png', content: '<svg onload="alert(1)"/>', contentType: 'image/png' },
    ],
  })
  await page.getByRole('link', { name: /Ada: Files/ }).click()
  await tab(page, 'Attachments (3)').click()
  const picture = page.getByRole('img', { name: 'Preview of dot.png' })
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1)
  await expect(page.getByRole('img', { name: 'Preview of fake.png' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Show text of notes.csv' }).click()
  await expect(page.getByText('a;b\n1;2')).toBeVisible()
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: 'All as .zip' }).click()
  expect((await downloading).suggestedFilename()).toMatch(/^attachments-[0-9a-f-]{36}\.zip$/)
})

test('text, headers, source and files are one tab away', async ({ page, openInbox }) => {
  await sendRichMail(await openInbox())
  await openPlans(page)
  await tab(page, 'Text').click()
  const link = page.getByRole('tabpanel').getByRole('link')
  await expect(link).toHaveAttribute('href', 'https://studio.example/plans')
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer')
  await tab(page, 'Headers').click()
  await expect(page.getByRole('tabpanel').getByText('MIME-Version')).toBeVisible()
  await tab(page, 'Source').click()
  await expect(page.getByRole('tabpanel')).toContainText('Content-Type: multipart/')
  await tab(page, 'Attachments (1)').click()
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download numbers.txt' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe('numbers.txt')
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
  expect(Buffer.concat(chunks)).toEqual(FILE)
})

test('opening marks as read, here and on the server', async ({ page, openInbox }) => {
  const address = await openInbox()
  await sendRichMail(address)
  await expect(page).toHaveTitle(/^\(1\)/)
  await openPlans(page)
  await expect(page.getByRole('link', { name: 'Nora: Plans', exact: true })).toBeVisible()
  await expect(page).toHaveTitle(`${address} · Mayfly`)
  await page.reload()
  await expect(page.getByRole('link', { name: 'Nora: Plans', exact: true })).toBeVisible()
})

test('a code and a confirmation link stand above the message', async ({ page, context, openInbox }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const address = await openInbox()
  await sendMail({
    to: address,
    subject: 'Confirm your e-mail address',
    html: '<p>Your code: <b>731904</b></p><a href="https://shop.example/verify?token=ab12cd34ef">Verify my e-mail</a>',
  })
  await page.getByRole('link', { name: /Confirm your e-mail address/ }).click()
  await page.getByRole('button', { name: 'Copy code', exact: true }).click()
  await expect(page.getByText('Code copied')).toBeAttached()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('731904')
  await expect(page.getByText('shop.example', { exact: true })).toBeVisible()
  const link = page.getByRole('link', { name: 'Open confirmation link' })
  await expect(link).toHaveAttribute('href', 'https://shop.example/verify?token=ab12cd34ef')
})

test('a message has a link of its own and closes with Escape', async ({ page, openInbox }) => {
  const address = await openInbox()
  await sendRichMail(address)
  await openPlans(page)
  await expect(page).toHaveURL(new RegExp(`/m/${address}/[0-9a-f-]{36}$`))
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Plans', exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(new RegExp(`/m/${address}$`))
  await expect(page.getByRole('link', { name: /Nora: Plans/ })).toBeFocused()
})

test('the keyboard is enough: j and k move, Enter opens, the subject takes the focus', async ({ page, openInbox }) => {
  const address = await openInbox()
  for (const subject of ['One', 'Two', 'Three']) {
    await sendMail({ to: address, subject })
    await expect(page.getByRole('link', { name: new RegExp(`Ada: ${subject}`) })).toBeVisible()
  }
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Two', exact: true })).toBeFocused()
  await page.keyboard.press('j')
  await expect(page.getByRole('heading', { name: 'One', exact: true })).toBeFocused()
  await page.keyboard.press('k')
  await page.keyboard.press('k')
  await expect(page.getByRole('heading', { name: 'Three', exact: true })).toBeFocused()
})

test('a deleted message is gone from the list and from the server', async ({ page, openInbox }) => {
  const address = await openInbox()
  await sendRichMail(address)
  await openPlans(page)
  await page.getByRole('button', { name: 'Delete message' }).click()
  await expect(page.getByText('Message deleted.')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Waiting for mail' })).toBeVisible()
  const list = await page.request.get(`/api/v1/mailboxes/${address}/messages`)
  expect(await list.json()).toMatchObject({ items: [] })
})

test('a message that is open when the inbox ends stays on screen, and says so', async ({ page, openInbox, expire }) => {
  const address = await openInbox()
  await sendRichMail(address)
  await openPlans(page)
  await tab(page, 'Text').click()
  await expire(address)
  await expect(page.getByRole('alert').getByText('This inbox has ended.')).toBeVisible()
  await expect(page.getByText('The plans are at')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Delete message' })).toHaveCount(0)
})

/** As the companion does when DNS has answered about the message in the address bar. */
async function find(page: Page, authentication: AuthenticationBody): Promise<void> {
  const id = page.url().match(/[0-9a-f-]{36}/)?.[0]
  const rows = await queryDatabase<{ mailboxId: string }>(
    `UPDATE message_contents c SET authentication = $2::jsonb FROM messages m
     WHERE m.id = c.message_id AND m.id = $1 RETURNING m.mailbox_id AS "mailboxId"`,
    [id, JSON.stringify(authentication)],
  )
  const hints = rows.map(({ mailboxId }) => ({ type: 'message_updated', mailboxId, id }))
  await queryDatabase(`SELECT pg_notify('mayfly_hints', $1)`, [JSON.stringify(hints)])
}

test('findings about the sender appear beside the name when they come', async ({ page, openInbox }) => {
  await sendRichMail(await openInbox())
  await openPlans(page)
  await expect(page.getByRole('region', { name: 'Open message' }).getByText('Nora', { exact: true })).toBeVisible()
  const checks = page.getByRole('list', { name: 'Sender checks' })
  await expect(checks).toHaveCount(0)
  await find(page, {
    spf: { result: 'pass', domain: 'studio.example' },
    dkim: { result: 'none', domain: null, selector: null },
    dmarc: { result: 'fail', domain: 'studio.example', policy: 'reject' },
  })
  await expect(checks.getByRole('listitem')).toHaveText(['SPF pass', 'DMARC fail'])
})
