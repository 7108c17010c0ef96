/** `mayfly/playwright`: each test gets an inbox of its own, which ends with it. */
import { test as base } from '@playwright/test'
import type { Inbox } from './inbox'
import { Mayfly, type MayflyOptions } from './mayfly'

type Fixtures = {
  /** Where the Mayfly is; MAYFLY_URL and MAYFLY_TOKEN unless the configuration says otherwise. */
  mayflyOptions: MayflyOptions
  mayfly: Mayfly
  /** Made for this test alone. When the test fails, its report shows what had arrived and what was refused. */
  inbox: Inbox
}

export const test = base.extend<Fixtures>({
  mayflyOptions: [
    { baseUrl: process.env.MAYFLY_URL ?? 'http://localhost:3000', token: process.env.MAYFLY_TOKEN },
    { option: true },
  ],
  mayfly: async ({ mayflyOptions }, use) => {
    await use(new Mayfly(mayflyOptions))
  },
  inbox: async ({ mayfly }, use, testInfo) => {
    const inbox = await mayfly.createInbox()
    await use(inbox)
    if (testInfo.status !== testInfo.expectedStatus) {
      const [messages, deliveries] = await Promise.all([inbox.messages(), inbox.deliveries()])
      const body = JSON.stringify({ address: inbox.address, messages, deliveries }, null, 2)
      await testInfo.attach('inbox', { body, contentType: 'application/json' })
    }
    await inbox.end()
  },
})

export { expect } from '@playwright/test'
