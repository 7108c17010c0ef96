/** A server that answers as the test says, and remembers what it was asked. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Asked = { method: string; path: string; query: URLSearchParams; headers: IncomingMessage['headers'] }

export type TestServer = { baseUrl: string; asked: Asked[]; close(): Promise<void> }

/** One answer for each request, in order; the last one again for all further ones. */
export async function createTestServer(answers: ((res: ServerResponse, asked: Asked) => void)[]): Promise<TestServer> {
  const asked: Asked[] = []
  const server = createServer((req, res) => {
    const url = new URL(req.url ?? '/', 'http://here')
    const one = { method: req.method ?? '', path: url.pathname, query: url.searchParams, headers: req.headers }
    asked.push(one)
    req.resume()
    answers[Math.min(asked.length, answers.length) - 1]?.(res, one)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

export const sends =
  (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  (res: ServerResponse) => {
    res.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
  }

/** Ends the connection without an answer. */
export const hangsUp = (res: ServerResponse) => void res.destroy()
