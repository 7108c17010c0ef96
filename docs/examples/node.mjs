/** The same with the client. */
import { Mayfly } from 'mayfly'

const { MAYFLY_URL = 'http://localhost:3000', MAYFLY_TOKEN, APP_URL = 'http://localhost:4000' } = process.env

const mayfly = new Mayfly({ baseUrl: MAYFLY_URL, token: MAYFLY_TOKEN })
const inbox = await mayfly.createInbox({ ttlMinutes: 10 })

await post('/sign-up', { email: inbox.address })
const code = await inbox.waitForCode({ from: 'shop.example', timeoutMs: 30_000 })
process.stdout.write(await post('/verify', { again: inbox.address, code }))

await inbox.end()

async function post(path, fields) {
  const response = await fetch(`${APP_URL}${path}`, { method: 'POST', body: new URLSearchParams(fields) })
  return response.text()
}
