/** What Cypress runs in Node: its specs live in the browser and cannot keep an inbox. */
import { Mayfly } from 'mayfly'

export function mayflyTasks({
  baseUrl = process.env.MAYFLY_URL ?? 'http://localhost:3000',
  token = process.env.MAYFLY_TOKEN,
} = {}) {
  const mayfly = new Mayfly({ baseUrl, token })
  const inboxes = new Map()
  return {
    async createInbox(options = {}) {
      const inbox = await mayfly.createInbox(options ?? {})
      inboxes.set(inbox.address, inbox)
      return inbox.address
    },
    waitForCode: ({ address, ...options }) => inboxes.get(address).waitForCode(options),
    waitForLink: ({ address, ...options }) => inboxes.get(address).waitForLink(options),
    async endInbox(address) {
      await inboxes.get(address).end()
      inboxes.delete(address)
      // Cypress takes undefined for a task that is not there
      return null
    },
  }
}
