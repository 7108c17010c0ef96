/** The visitor's browser: any console error or uncaught exception fails the test; boundaries of time are set, not slept for. */
import { test as base, expect, type Page } from '@playwright/test'
import { createClient } from '@/lib/db'
import { findAccess, urlOf } from '@/server/launch/postgres/cluster'
import { BASE_URL } from './client'

type Fixtures = {
  /** Opens the front page and answers with the address on it. */
  openInbox(): Promise<string>
  /** Makes a mailbox end now, as if its time had come. */
  expire(address: string): Promise<void>
  /** Console errors that the test declares: everything else fails it. */
  allowErrors(pattern: RegExp): void
}

export const test = base.extend<Fixtures & { failOnErrors: RegExp[] }>({
  baseURL: BASE_URL,
  failOnErrors: [
    async ({ context }, use) => {
      const allowed: RegExp[] = []
      const errors: string[] = []
      context.on('console', (message) => {
        if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`)
      })
      context.on('weberror', ({ error }) => errors.push(String(error())))
      await use(allowed)
      expect(errors.filter((text) => !allowed.some((pattern) => pattern.test(text)))).toEqual([])
    },
    { auto: true },
  ],
  allowErrors: async ({ failOnErrors }, use) => use((pattern) => void failOnErrors.push(pattern)),
  openInbox: async ({ page }, use) =>
    use(async () => {
      await page.goto('/')
      return addressOn(page)
    }),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameters of a fixture
  expire: async ({}, use) => use(expireMailbox),
})

export { expect }

/** The address that the page shows, once mail would show up live. */
export async function addressOn(page: Page): Promise<string> {
  await expect(page.getByRole('status', { name: 'Connection' })).toHaveText('Live')
  return (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
}

/** Scripts that the page asks for from now on come when the function is called that this resolves with. */
export async function holdScripts(page: Page): Promise<() => void> {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/_next/**/*.js', async (route) => {
    await released
    await route.continue()
  })
  return release
}

async function expireMailbox(address: string): Promise<void> {
  const rows = await queryDatabase<{ id: string }>(
    `UPDATE mailboxes SET expires_at = date_trunc('milliseconds', now()) WHERE address = $1 RETURNING id`,
    [address],
  )
  const hints = rows.map(({ id }) => ({ type: 'mailbox', mailboxId: id }))
  await queryDatabase(`SELECT pg_notify('mayfly_hints', $1)`, [JSON.stringify(hints)])
}

/** One statement on the database under test, as an operator would run it. */
export async function queryDatabase<Row extends object>(sql: string, values: unknown[]): Promise<Row[]> {
  const client = createClient(databaseUrl())
  await client.connect()
  const { rows } = await client.query<Row>(sql, values)
  await client.end()
  return rows
}

function databaseUrl(): string {
  const { E2E_DATABASE_URL, E2E_DATA_DIR } = process.env
  const access = E2E_DATA_DIR ? findAccess(E2E_DATA_DIR) : null
  const url = E2E_DATABASE_URL ?? (access && urlOf(access))
  if (!url) throw new Error('Neither E2E_DATABASE_URL nor E2E_DATA_DIR names the database')
  return url
}
