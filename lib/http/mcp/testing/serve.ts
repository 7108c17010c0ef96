/** `/mcp` on a real socket, mounted as the web process mounts it, and the protocol's own client. */
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import * as mcp from '@/app/mcp/route'
import type { TestContext } from '@/lib/testing/context'
import { createClientIpStamp } from '@/server/web/client-ip'
import { closeServer, createWebServer, listen } from '@/server/web/listen'
import { createMount } from '@/server/web/mount'
import { refuseUnrouted } from '../../route'
import { closeAllStreams } from '../../sse'

const SHARED = Symbol.for('mayfly.context')

export type Era = 'legacy' | 'auto'

export type McpUnderTest = {
  url: string
  connect(options?: { era?: Era; headers?: Record<string, string> }): Promise<Client>
  close(): Promise<void>
}

/** The web process's one context becomes `ctx` until it is closed. */
export async function serveMcp(ctx: TestContext): Promise<McpUnderTest> {
  const holder = globalThis as { [SHARED]?: unknown }
  holder[SHARED] = ctx
  const stamp = createClientIpStamp([])
  const mount = createMount({ routes: [{ path: '/mcp', module: mcp }], refuse: refuseUnrouted, log: ctx.log })
  const server = createWebServer((req, res) => {
    stamp(req)
    if (!mount(req, res)) res.end('pages')
  })
  const url = `http://127.0.0.1:${await listen(server, 0, '127.0.0.1')}/mcp`
  const clients: Client[] = []
  return {
    url,
    async connect({ era = 'legacy', headers = {} } = {}) {
      const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: era } })
      await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }))
      clients.push(client)
      return client
    },
    async close() {
      await Promise.all(clients.map((client) => client.close()))
      await closeServer(server, { endStreams: closeAllStreams, limitMs: 2_000 })
      delete holder[SHARED]
    },
  }
}
