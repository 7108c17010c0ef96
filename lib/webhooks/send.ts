/** One signed POST to a stranger's server: bounded in time and bytes, no redirects, and never into a private network. */
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent'
import { Webhook as Signer } from 'standardwebhooks'
import type { Config } from '@/lib/config'
import { DENIED_RANGES } from './target'

export type Sent = {
  isDelivered: boolean
  /** What the receiver answered; null when it did not. */
  status: number | null
  durationMs: number
  /** In words for the webhook's owner; null when it was delivered. */
  error: string | null
}

export type Letter = { url: string; secret: string; eventId: string; body: string }

export type Send = (letter: Letter, signal?: AbortSignal) => Promise<Sent>

const LIMIT_MS = 10_000

/**
 * Never rejects. Addresses are judged when the socket connects, after the name was resolved, so a name that changes its
 * mind between check and use gains nothing.
 */
export function createSend(config: Pick<Config, 'WEBHOOK_ALLOW_PRIVATE'>, { limitMs = LIMIT_MS } = {}): Send {
  const isOpen = config.WEBHOOK_ALLOW_PRIVATE === 'on'
  const filter = {
    keepAlive: false,
    allowPrivateIPAddress: isOpen,
    allowMetaIPAddress: isOpen,
    denyIPAddressList: isOpen ? [] : DENIED_RANGES,
  }
  const http = { request: httpRequest, agent: new RequestFilteringHttpAgent(filter) }
  const https = { request: httpsRequest, agent: new RequestFilteringHttpsAgent(filter) }

  return async (letter, signal) => {
    const startedAt = performance.now()
    const deadline = AbortSignal.timeout(limitMs)
    const isHttps = letter.url.startsWith('https:')
    try {
      const status = await post(isHttps ? https : http, letter, signal ? AbortSignal.any([deadline, signal]) : deadline)
      const isDelivered = status >= 200 && status < 300
      const error = isDelivered ? null : `the receiver answered ${status}`
      return { isDelivered, status, durationMs: since(startedAt), error }
    } catch (error) {
      const words = deadline.aborted ? `no answer within ${limitMs / 1_000} s` : toWords(error)
      return { isDelivered: false, status: null, durationMs: since(startedAt), error: words }
    }
  }
}

type Transport = { request: typeof httpRequest; agent: RequestFilteringHttpAgent | RequestFilteringHttpsAgent }

/** The status. The body is not read: nothing in it could matter. */
function post({ request, agent }: Transport, { url, secret, eventId, body }: Letter, signal: AbortSignal) {
  const sentAt = new Date()
  return new Promise<number>((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'user-agent': 'Mayfly-Webhooks/1',
      'webhook-id': eventId,
      'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1_000)),
      'webhook-signature': new Signer(secret).sign(eventId, sentAt, body),
    }
    const sending = request(url, { method: 'POST', agent, headers, signal, maxHeaderSize: 16_384 }, (response) => {
      resolve(response.statusCode ?? 0)
      response.destroy()
    })
    sending.on('error', reject)
    sending.end(body)
  })
}

/** What is at fault, without what a scan of our network would want to know. */
function toWords(error: unknown): string {
  const { code, message = '' } = error as NodeJS.ErrnoException
  if (/is not allowed\. Because/.test(message)) return 'the name leads to a private or reserved address'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'the name cannot be resolved'
  if (code === 'ECONNREFUSED') return 'the connection was refused'
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'the connection was cut'
  if (/certificate|self.signed|altname/i.test(`${code} ${message}`)) return 'the certificate is not valid'
  return code ? `the connection failed (${code})` : 'the connection failed'
}

const since = (startedAt: number) => Math.round(performance.now() - startedAt)
