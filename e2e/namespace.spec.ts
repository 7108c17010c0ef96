/** Addresses without a create call: a CI job invents one, waits for it, and the mail makes it. */
import { makeKey, signUp } from './account'
import { call, sendMail } from './client'
import { expect, test } from './fixtures'

test('a job waits for an address of its own making, and parallel jobs never see each other', async () => {
  const account = await signUp()
  const token = await makeKey(account)
  const me = await call('GET', '/me', { token })
  const { namespace } = (me.body as unknown as { user: { namespace: string } }).user
  const jobs = await Promise.all(
    ['one', 'two', 'three'].map(async (job, index) => {
      const address = `${job}.${namespace}@mayfly.localhost`
      const waiting = call('GET', `/mailboxes/${address}/messages/wait?for=otp&timeout=30`, { token })
      await sendMail({ to: address, subject: 'Code', text: `Your code is 48291${index}` })
      return (await waiting).body.message.otp
    }),
  )
  expect(jobs).toEqual(['482910', '482911', '482912'])
  const { body } = await call('GET', '/mailboxes', { token })
  expect(body.items.map(({ last_seq }) => last_seq)).toEqual([1, 1, 1])
})

test('the dashboard tells the namespace', async ({ page, context, baseURL }) => {
  const account = await signUp()
  const [name = '', value = ''] = account.cookie.split(/=(.*)/)
  await context.addCookies([{ name, value, url: baseURL ?? '' }])
  await page.goto('/dashboard')
  await expect(page.getByRole('region', { name: 'Your namespace' })).toContainText(
    /anything\.[a-z]{8}\d{4}@mayfly\.localhost/,
  )
})
