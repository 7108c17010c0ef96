/** `/mcp` on a real socket over a database of its own, and the protocol's own client. */
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import * as mcp from '@/app/mcp/route'
import { createTestContext, type TestContext } from '@/lib/testing/context'
import { serveRoutes } from '../../testing/serve'

export type Era = 'legacy' | 'auto'

export type McpUnderTest = {
  ctx: TestContext
  url: string
  connect(options?: { era?: Era; headers?: Record<string, string> }): Promise<Client>
  close(): Promise<void>
}

/** For one test file: close it in `afterAll`. `env` overrides variables. */
export async function serveMcp(env: Record<string, string> = {}): Promise<McpUnderTest> {
  const ctx = await createTestContext(env)
  await ctx.bus.ready()
  const server = await serveRoutes(ctx, [{ path: '/mcp', module: mcp }])
  const url = `${server.url}/mcp`
  const clients: Client[] = []
  return {
    ctx,
    url,
    async connect({ era = 'legacy', headers = {} } = {}) {
      const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: era } })
      await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }))
      clients.push(client)
      return client
    },
    async close() {
      await Promise.all(clients.map((client) => client.close()))
      await server.close()
      await ctx.dispose()
    },
  }
}
