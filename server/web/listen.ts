/** The HTTP server and its limits. */
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Slow senders: time for the headers, and for the whole request. Answers (streams) may take as long as they like. */
const HEADERS_MS = 15_000
const REQUEST_MS = 120_000
/** Longer than the usual minute of proxies, so that they, not we, end an idle connection. */
const KEEP_ALIVE_MS = 65_000
const MAX_HEADER_BYTES = 16_384
/** A connection on which nothing moves either way: longer than any answer waits, and than streams are silent. */
const STALLED_MS = 120_000

export function createWebServer(listener: RequestListener): Server {
  const server = createServer(
    {
      headersTimeout: HEADERS_MS,
      requestTimeout: REQUEST_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: 5_000,
      maxHeaderSize: MAX_HEADER_BYTES,
      // refused by us, in our words
      requireHostHeader: false,
    },
    listener,
  )
  server.timeout = STALLED_MS
  return server
}

/** Resolves with the port. Rejects when it cannot listen there. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

/** Stops accepting, ends `streams`, lets requests in flight finish within `limitMs`, then cuts what is left. */
export async function closeServer(server: Server, { endStreams, limitMs }: { endStreams(): void; limitMs: number }) {
  const closed = new Promise((resolve) => server.close(resolve))
  endStreams()
  // A connection that becomes idle only now has nobody else to end it.
  const tidy = setInterval(() => server.closeIdleConnections(), 50)
  const force = setTimeout(() => server.closeAllConnections(), limitMs)
  await closed
  clearInterval(tidy)
  clearTimeout(force)
}
