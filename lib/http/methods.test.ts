/** Over real sockets: fetch sends no TRACE. */
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import { mailpit } from './compat/mailpit'
import { serveRoutes } from './testing/serve'

const APP = path.join(import.meta.dirname, '../../app')
const FOLDERS = ['api/v1/plans', 'api/v1/webhooks', 'api/v1/mailboxes/[address]', 'api/v1/[...rest]', 'mcp', 'healthz']
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY']

let ctx: TestContext
let server: Awaited<ReturnType<typeof serveRoutes>>
beforeAll(async () => {
  ctx = await createTestContext({ COMPAT_APIS: 'mailpit' })
  const routes = FOLDERS.map(async (folder) => ({
    path: `/${folder}`,
    module: (await import(/* @vite-ignore */ path.join(APP, folder, 'route.ts'))) as Record<string, unknown>,
  }))
  server = await serveRoutes(ctx, [
    ...(await Promise.all(routes)),
    { path: '/compat/mailpit/[...rest]', module: mailpit },
  ])
})
afterAll(async () => {
  await server.close()
  await ctx.dispose()
})

async function ask(method: string, url: string) {
  const sent = request(`${server.url}${url}`, { method, headers: { connection: 'close' } }).end()
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  answer.resume()
  return { status: answer.statusCode ?? 0, allow: answer.headers.allow?.split(', ') }
}

test.each([
  '/api/v1/plans',
  '/api/v1/webhooks',
  '/api/v1/mailboxes/nobody@mayfly.localhost',
  '/mcp',
  '/healthz',
  '/compat/mailpit/api/v1/messages',
])('%s refuses the methods that Allow does not name, and no other', async (url) => {
  const answers = await Promise.all(METHODS.map(async (method) => ({ method, ...(await ask(method, url)) })))
  const refused = answers.filter(({ status }) => status === 405)
  const taken = answers.filter(({ status }) => status !== 405).map(({ method }) => method)
  expect(refused.map(({ method }) => method)).toEqual(expect.arrayContaining(['TRACE', 'PROPFIND', 'QUERY']))
  for (const { allow } of refused) expect(allow).toEqual(taken)
  expect(answers.every(({ status }) => status < 500)).toBe(true)
})

test.each(['/api/v1/nothing', '/compat/mailpit/nothing'])('%s is not there for any method', async (url) => {
  for (const method of METHODS.filter((name) => name !== 'OPTIONS')) {
    expect(await ask(method, url), method).toMatchObject({ status: 404 })
  }
})
