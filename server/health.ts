/** What operators and their tools ask the companion: /healthz, /readyz, /metrics. Loopback only. */
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Registry } from 'prom-client'

const HOST = '127.0.0.1'

type Options = {
  port: number
  registry: Registry
  /** Whether mail can be taken in right now. */
  isReady(): Promise<boolean>
}

export type HealthServer = { port: number; close(): Promise<void> }

/** Resolves when the port is open; rejects when it cannot be. */
export async function startHealthServer({ port, registry, isReady }: Options): Promise<HealthServer> {
  const server = createServer(async (request, response) => {
    const path = request.url?.split('?')[0]
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(response, 405, 'method not allowed\n')
    if (path === '/healthz') return answer(response, 200, 'ok\n')
    if (path === '/readyz')
      return (await isReady()) ? answer(response, 200, 'ok\n') : answer(response, 503, 'not ready\n')
    if (path === '/metrics') return answer(response, 200, await registry.metrics(), registry.contentType)
    answer(response, 404, 'not found\n')
  })
  server.listen(port, HOST)
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

function answer(response: ServerResponse, status: number, text: string, type = 'text/plain; charset=utf-8'): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(text)
}
