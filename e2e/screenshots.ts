/** Pictures to look at, not to compare: every page and state, wide and narrow, light and dark. */
import type { Page } from '@playwright/test'
import type { SendMailOptions } from 'nodemailer'
import { makeInbox, newAccount, signUp } from './account-pages'
import { BASE_URL, sendMail } from './client'
import { addressOn, expect, test } from './fixtures'

const VIEWS = {
  'wide-light': { viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
  'wide-dark': { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
  'phone-light': { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, colorScheme: 'light' },
  'phone-dark': { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, colorScheme: 'dark' },
} as const

const FILES = ['invoice-2026-114.pdf', 'floor-plan-with-a-name-that-is-far-too-long-for-one-line.png']

const MAILS: SendMailOptions[] = [
  { from: 'Long List <news@a-rather-long-domain-name-for-a-newsletter.example>', subject: '', text: '' },
  {
    from: 'Nora Lindqvist <nora@studio.example>',
    subject: 'Invoice 2026-114 and the floor plan',
    text: 'Hi,\n\nboth files are attached. Tell me if the numbers are right.\n\nNora\n\n-- \nhttps://studio.example',
    attachments: FILES.map((filename) => ({ filename, content: 'x'.repeat(84_213) })),
  },
  {
    from: 'Paperplane <hello@paperplane.example>',
    subject: 'Confirm your e-mail address',
    html: '<p>One click and you are in.</p><a href="https://paperplane.example/confirm?token=8f3b1c">Confirm</a>',
  },
  {
    from: 'Acme Bank <security@acme.example>',
    subject: 'Your sign-in code',
    html: `<h1 style="font:600 28px sans-serif">Your code</h1><p style="font-size:32px;letter-spacing:4px">482 913</p>
           <p>It is valid for ten minutes.</p><img src="https://acme.example/logo.png" alt="">`,
  },
]

for (const [view, options] of Object.entries(VIEWS)) {
  test.describe(view, () => {
    test.use(options)

    test('inbox', async ({ page, openInbox, expire, allowErrors }) => {
      allowErrors(/404/)
      const shoot = createCamera(page, view)
      const address = await openInbox()
      await shoot('empty')
      await page.keyboard.press('c')
      await expect(page.getByText('Address copied')).toBeVisible()
      await shoot('copied')
      await page.getByRole('button', { name: 'Dismiss' }).click()
      await page.getByText('Send a test mail from a terminal').click()
      await expect(page.getByText('No mail server has tried')).toBeVisible()
      await shoot('empty-panels')

      for (const mail of MAILS) await sendMail({ to: address, ...mail })
      await expect(page.getByRole('link', { name: /Acme Bank/ })).toBeVisible()
      await shoot('list')
      for (const name of ['QR code', 'Choose a name', 'Preferences']) {
        await page.getByRole('button', { name, exact: true }).click()
        await expect(page.getByRole('dialog').getByRole('button').last()).toBeVisible()
        await shoot(name.toLowerCase().replaceAll(' ', '-'))
        await page.keyboard.press('Escape')
      }
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
      await shoot('keys')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+k')
      await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible()
      await shoot('commands')
      await page.keyboard.press('Escape')
      await page.getByRole('link', { name: /Acme Bank/ }).click()
      await expect(page.frameLocator('iframe').getByText('482 913')).toBeVisible()
      await shoot('message-html')
      await page.getByRole('tab', { name: 'Headers' }).click()
      await shoot('message-headers')
      await page.getByRole('tab', { name: 'Source' }).click()
      await expect(page.getByRole('tabpanel')).toContainText('MIME-Version')
      await shoot('message-source')
      await page.keyboard.press('Escape')
      await page.getByRole('link', { name: /Nora/ }).click()
      await expect(page.getByRole('tabpanel')).toContainText('both files are attached.')
      await shoot('message-text')
      await page.getByRole('tab', { name: /Attachments/ }).click()
      await shoot('message-attachments')
      await page.keyboard.press('Escape')
      const picture = await page.screenshot()
      await sendMail({
        to: address,
        from: 'Studio <studio@studio.example>',
        subject: 'Drawings',
        html: '<p><a href="https://studio.example/a">The plans</a></p><p><a href="https://evil.example/">https://bank.example/login</a></p><img src="https://studio.example/p.png" alt="p">',
        attachments: [
          { filename: 'drawing.png', content: picture },
          { filename: 'rooms.csv', content: 'room;size\nkitchen;12\nbath;6\n' },
        ],
      })
      await page.getByRole('link', { name: /Studio: Drawings/ }).click()
      await page.frameLocator('iframe').getByText('The plans').hover()
      await expect(page.getByText('held back')).toBeVisible()
      await shoot('message-links')
      await page.getByRole('tab', { name: /Attachments/ }).click()
      await page.getByRole('button', { name: 'Show text' }).click()
      await expect(page.getByText('kitchen;12')).toBeVisible()
      await shoot('message-previews')
      await page.keyboard.press('Escape')
      await page.getByText('Where is my mail?').click()
      await expect(page.getByText('Accepted').first()).toBeVisible()
      await shoot('deliveries')

      await page.getByRole('button', { name: 'New address' }).click()
      await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(address)
      const second = await addressOn(page)
      await shoot('second-inbox')
      await page.getByRole('button', { name: 'Extend' }).click()
      await expect(page.getByText('This inbox now ends')).toBeVisible()
      await shoot('toast')
      await page.getByRole('button', { name: 'Delete inbox' }).click()
      await shoot('dialog')
      await page.keyboard.press('Escape')
      await expire(second)
      await expect(page.getByRole('heading', { name: 'This inbox has ended' })).toBeVisible()
      await shoot('ended')
      await sendMail({ to: second, subject: 'Too late' })
      await expect(async () => {
        await page.goto(`/m/${second}`)
        await expect(page.getByText('came for it since')).toBeVisible({ timeout: 1_000 })
      }).toPass()
      await shoot('ended-with-late-mail')

      await page.goto(`/m/${address}`)
      await page.getByRole('link', { name: /Paperplane/ }).click()
      await expect(page.frameLocator('iframe').getByText('One click')).toBeVisible()
      await shoot('message-link')
      await expire(address)
      await expect(page.getByRole('alert').getByText('This inbox has ended.')).toBeVisible()
      await shoot('ended-while-reading')
      await page.goto('/m/nobody@mayfly.localhost')
      await shoot('no-inbox')
      await page.goto('/nowhere')
      await shoot('not-found')
      await page.goto('/docs')
      await shoot('docs')
      await page.getByRole('searchbox', { name: 'Find a call' }).fill('wait')
      await shoot('docs-found')
    })

    test('first moments', async ({ browser, page, allowErrors }) => {
      allowErrors(/ERR_/)
      const shoot = createCamera(page, `first-${view}`)
      await page.route('**/*.js', (route) => route.abort())
      await page.goto('/')
      await shoot('before-any-script')
      const spanish = await browser.newPage({ ...options, baseURL: BASE_URL, locale: 'es-ES' })
      await spanish.goto('/')
      await expect(spanish.getByRole('status', { name: 'Conexión' })).not.toBeEmpty()
      await createCamera(spanish, `first-${view}-es`)('empty')
      await spanish.close()
    })

    test('account', async ({ page, allowErrors }) => {
      allowErrors(/422/)
      const shoot = createCamera(page, `account-${view}`)
      await page.goto('/sign-in')
      await shoot('sign-in')
      await page.goto('/sign-up')
      await page.getByLabel('E-mail').fill('nora@studio.example')
      await page.getByLabel('Password', { exact: true }).fill('password123')
      await page.getByRole('button', { name: 'Create account' }).click()
      await expect(page.getByText('among the first')).toBeVisible()
      await shoot('sign-up-weak')
      await signUp(page, { ...newAccount(), email: `nora-${Date.now()}@studio.example` })
      await shoot('dashboard-empty')
      await makeInbox(page)
      await page.getByRole('button', { name: 'New inbox' }).click()
      await shoot('new-inbox')
      await page.keyboard.press('Escape')
      for (let made = 1; made < 4; made++) await makeInbox(page)
      const name = `newsletter-${Date.now()}`
      await makeInbox(page, name)
      for (const mail of MAILS) await sendMail({ to: `${name}@mayfly.localhost`, ...mail })
      await expect(page.getByText('4 unread')).toBeVisible()
      await shoot('dashboard-full')
      await page.goto('/settings/api-keys')
      await shoot('api-keys-empty')
      await page.getByLabel('Name').fill('CI')
      await page.getByRole('button', { name: 'Create key' }).click()
      await expect(page.getByText('is ready')).toBeVisible()
      await shoot('api-key-created')
      await page.getByRole('button', { name: 'I have copied it' }).click()
      await shoot('api-keys')
      await page.goto('/settings/webhooks')
      await shoot('webhooks-empty')
      await page.getByLabel('URL').fill('https://hooks.example.org/mail')
      await page.getByRole('button', { name: 'Create webhook' }).click()
      await expect(page.getByText('The webhook is ready')).toBeVisible()
      await shoot('webhook-created')
      await page.getByRole('button', { name: 'I have copied it' }).click()
      await page.getByRole('button', { name: /Send a test/ }).click()
      await page.getByText('Log', { exact: true }).click()
      await expect(page.getByRole('listitem').filter({ hasText: /^Test/ })).toBeVisible()
      await shoot('webhook-log')
      await page.goto('/settings/account')
      await shoot('account')
      await page.goto('/plans')
      await shoot('plans')
      await page.goto('/')
      await shoot('home-signed-in')
    })
  })
}

function createCamera(page: Page, view: string): (state: string) => Promise<void> {
  let count = 0
  return async (state) => {
    count += 1
    const path = `screenshots/${view}-${String(count).padStart(2, '0')}-${state}.png`
    await page.screenshot({ path, animations: 'disabled', fullPage: view.startsWith('account') })
  }
}
