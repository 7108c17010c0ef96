/** A webhook receiver on loopback that remembers what it was sent, verified or not, and answers as told. */
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { vi } from 'vitest'
import type { WebhookPayload } from '@/lib/webhooks/schema'

export type Received = { id: string; headers: IncomingHttpHeaders; text: string; payload: WebhookPayload }

export type Receiver = {
  url: string
  port: number
  /** Everything that was answered with 2xx, in order. */
  accepted: Received[]
  /** How many requests came, whatever was answered. */
  requests(): number
  /** The status of the next answers; 0 never answers, a function decides for each. */
  answerWith(status: number | ((received: Received) => number | Promise<number>)): void
  untilAccepted(count: number, timeoutMs?: number): Promise<void>
  /** Ends connections and refuses new ones. */
  goDown(): Promise<void>
  comeBack(): Promise<void>
  close(): Promise<void>
}

/** Loopback, a free port. */
export async function createReceiver(): Promise<Receiver> {
  const accepted: Received[] = []
  let decide: (received: Received) => number | Promise<number> = () => 204
  let count = 0
  let port = 0

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const text = Buffer.concat(chunks).toString()
    const received = {
      id: String(request.headers['webhook-id']),
      headers: request.headers,
      text,
      payload: JSON.parse(text),
    }
    count++
    const status = await decide(received)
    if (status === 0) return
    if (status >= 200 && status < 300) accepted.push(received)
    response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end('thanks')
  })

  async function comeBack(): Promise<void> {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    port = (server.address() as AddressInfo).port
  }

  async function goDown(): Promise<void> {
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }

  await comeBack()
  return {
    url: `http://127.0.0.1:${port}/hook`,
    port,
    accepted,
    requests: () => count,
    answerWith(status) {
      decide = typeof status === 'number' ? () => status : status
    },
    async untilAccepted(wanted, timeout = 10_000) {
      await vi.waitFor(
        () => {
          if (accepted.length < wanted) throw new Error(`accepted ${accepted.length} of ${wanted}`)
        },
        { timeout, interval: 5 },
      )
    },
    goDown,
    comeBack,
    async close() {
      if (server.listening) await goDown()
    },
  }
}

/** Throws when the signature is not that of the secret. */
export function verify(secret: string, { text, headers }: Received): void {
  new Webhook(secret).verify(text, headers as Record<string, string>)
}
