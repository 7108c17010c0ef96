/** No secret in any log, address, page source or row, whatever is done with it. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createClient } from '@/lib/db'
import { findAccess, urlOf } from '@/server/launch/postgres/cluster'
import { makeInbox, newAccount, signIn, signUp } from './account-pages'
import { expect } from './fixtures'
import { testOnOwnInstance } from './own-instance'

const PROVIDER_SECRET = `provider-${crypto.randomUUID()}`
const test = testOnOwnInstance(async () => ({
  env: { LOG_LEVEL: 'trace', GITHUB_ID: 'mayfly', GITHUB_SECRET: PROVIDER_SECRET },
}))

test('what an account, a key, a visitor and the server keep secret stands nowhere in clear', async ({
  page,
  own: { instance },
  allowErrors,
}) => {
  allowErrors(/401/)
  const seen: string[] = []
  page.on('request', (request) => void seen.push(request.url()))
  const look = async () => void seen.push(await page.content(), await (await page.request.get(page.url())).text())

  await page.goto('/')
  await expect(page.getByRole('status', { name: 'Connection' })).toHaveText('Live')
  await look()
  const visitor = await cookieOf('mayfly_session')
  const account = await signUp(page)
  await makeInbox(page)
  await look()
  await page.goto('/settings/api-keys')
  await page.getByLabel('Name').fill('CI')
  await page.getByRole('button', { name: 'Create key' }).click()
  const key = (await page.getByText(/^mf_[\w-]{43}$/).textContent()) ?? ''
  await page.reload()
  await look()
  const session = await cookieOf('next-auth.session-token')
  const changed = newAccount().password
  await page.goto('/settings/account')
  await page.getByLabel('Current password', { exact: true }).fill(account.password)
  await page.getByLabel('New password', { exact: true }).fill(changed)
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('Your password is changed.')).toBeVisible()
  await look()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
  await page.goto('/sign-in')
  const mistyped = newAccount().password
  await signIn(page, { ...account, password: mistyped })
  await expect(page.getByText('E-mail and password do not belong together.')).toBeVisible()
  await look()
  for (const token of [key, visitor, `${key}x`]) {
    const answer = await page.request.get('/api/v1/mailboxes', { headers: { authorization: `Bearer ${token}` } })
    seen.push(JSON.stringify([answer.headers(), await answer.text()]))
  }

  const server = readFileSync(path.join(instance.dataDir, 'secret'), 'utf8').trim()
  const places = { 'a page or address': seen.join('\n'), 'the log': instance.output(), 'a row': await dumpRows() }
  const secrets = {
    key,
    visitor,
    session,
    changed,
    mistyped,
    server,
    provider: PROVIDER_SECRET,
    first: account.password,
  }
  for (const [place, text] of Object.entries(places)) {
    expect(text.length, place).toBeGreaterThan(200)
    for (const [name, secret] of Object.entries(secrets)) {
      expect(secret.length, name).toBeGreaterThan(15)
      for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('hex')]) {
        expect(text.includes(form), `${name} in ${place}`).toBe(false)
      }
    }
  }

  async function cookieOf(name: string): Promise<string> {
    const cookies = await page.context().cookies(instance.url)
    return cookies.find((cookie) => cookie.name === name)?.value ?? ''
  }

  /** Every row of every table, bytes in hexadecimal. */
  async function dumpRows(): Promise<string> {
    const access = findAccess(instance.dataDir)
    const client = createClient(access ? urlOf(access) : '')
    await client.connect()
    const tables = await client.query<{ name: string }>(
      `SELECT format('%I', table_name) AS name FROM information_schema.tables WHERE table_schema = 'public'`,
    )
    let text = ''
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`)
      text += rows.map(({ row }) => `${name} ${row}\n`).join('')
    }
    await client.end()
    return text
  }
})
