/** The reference page: complete, findable, copyable, for everyone, and with nothing from anywhere else. */
import { API, BASE_URL, call, sendMail } from './client'
import { getContract } from './documented'
import { expect, holdScripts, test } from './fixtures'
import { expectAccessible, sidewaysRoom, VIEWS } from './look'
import { onceSaid, startIn, succeed } from './package'

// axe looks at all of a long page
test.describe.configure({ timeout: 120_000 })

for (const [name, view] of Object.entries(VIEWS)) {
  test.describe(`on ${name}`, () => {
    test.use(view)

    test('the reference has no accessibility violation and does not scroll sideways', async ({ page }) => {
      await page.goto('/docs')
      await page
        .locator('details')
        .first()
        .evaluate((details: HTMLDetailsElement) => (details.open = true))
      await expectAccessible(page)
      expect(await sidewaysRoom(page)).toBe(0)
    })
  })
}

test('every operation of the document is on the page, with an anchor, a call and its refusals', async ({ page }) => {
  await page.goto('/docs')
  const { operations } = await getContract(API)
  for (const { operationId, summary, method, path } of operations) {
    const article = page.locator(`article#${operationId}`)
    await expect(article.getByRole('heading', { level: 3 })).toHaveText(summary)
    const text = (await article.textContent()) ?? ''
    expect(text).toContain(`${method}/api/v1${path}`)
    expect(text).toContain(`${API}/`)
    expect(text).toContain('rate_limited')
  }
  const targets = await page
    .locator('main a[href^="#"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  for (const target of new Set(targets)) await expect(page.locator(target), target).toHaveCount(1)
})

test('a visitor finds the page from the inbox, and a call by its words, typed before any script has come', async ({
  page,
  openInbox,
}) => {
  await openInbox()
  const release = await holdScripts(page)
  await page.getByRole('link', { name: 'API', exact: true }).click({ noWaitAfter: true })
  await expect(page.getByRole('heading', { level: 1, name: 'API' })).toBeVisible()
  const calls = page.getByRole('navigation', { name: 'Calls' })
  await page.getByRole('searchbox', { name: 'Find a call' }).fill('wait code')
  release()
  await expect(calls.getByRole('link')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#waitForMessage$/)
  await expect(page.locator('#waitForMessage')).toBeInViewport()
  await page.getByRole('searchbox').fill('nothing at all')
  await expect(calls).toContainText('No call has all these words.')
})

test('what is copied works as it stands', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/docs')
  const copy = async (name: string) => {
    await page.getByRole('button', { name: `Copy: ${name}`, exact: true }).click()
    await expect(page.getByRole('status').filter({ hasText: 'copied' })).toHaveText(`${name} copied`)
    return page.evaluate(() => navigator.clipboard.readText())
  }
  const created = await succeed('.', 'sh', ['-c', await copy('curl: Create a mailbox')], { TOKEN: await newToken() })
  expect(JSON.parse(created.stdout)).toMatchObject({ ttl_minutes: 10 })

  // the quick start, with its mail sent as soon as the address is known
  const script = (await copy('curl')).replace('\n\n', '\necho "$address" >&2\n')
  const running = startIn('.', 'sh', ['-c', `exec 2>&1\n${script}`])
  const address = (await onceSaid(running, '\n')).trim()
  await sendMail({ to: address, text: 'Your verification code is 737373.' })
  expect((await running.ended).stdout).toContain('"otp":"737373"')
})

test('everything comes from this server', async ({ page }) => {
  const foreign: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(BASE_URL) && !request.url().startsWith('data:')) foreign.push(request.url())
  })
  await page.goto('/docs', { waitUntil: 'networkidle' })
  expect(foreign).toEqual([])
})

async function newToken(): Promise<string> {
  const { body } = await call('POST', '/mailboxes')
  return body.session_token
}
