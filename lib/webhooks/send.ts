/** One signed POST to a stranger's server: bounded in time and bytes, no redirects, and never into a private network. */
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { Webhook as Signer } from 'standardwebhooks'
import type { Config } from '@/lib/config'
import { createPublicLookup, PrivateAddressError } from './lookup'
import { isPublicAddress } from './target'

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

type Options = { limitMs?: number; lookup?: LookupFunction }

/** Never rejects. Addresses are judged when the socket connects, written as numbers or resolved from a name. */
export function createSend(
  config: Pick<Config, 'WEBHOOK_ALLOW_PRIVATE'>,
  { limitMs = LIMIT_MS, lookup = createPublicLookup() }: Options = {},
): Send {
  const guard = config.WEBHOOK_ALLOW_PRIVATE === 'on' ? undefined : lookup
  return async (letter, signal) => {
    const startedAt = performance.now()
    const deadline = AbortSignal.timeout(limitMs)
    try {
      const status = await post(letter, guard, signal ? AbortSignal.any([deadline, signal]) : deadline)
      const isDelivered = status >= 200 && status < 300
      const error = isDelivered ? null : `the receiver answered ${status}`
      return { isDelivered, status, durationMs: since(startedAt), error }
    } catch (error) {
      const words = deadline.aborted ? `no answer within ${limitMs / 1_000} s` : toWords(error)
      return { isDelivered: false, status: null, durationMs: since(startedAt), error: words }
    }
  }
}

/** The status. The body is not read: nothing in it could matter. Without `guard` any address will do. */
function post({ url, secret, eventId, body }: Letter, guard: LookupFunction | undefined, signal: AbortSignal) {
  const { protocol, hostname } = new URL(url)
  // a number needs no look-up
  if (guard && !isPublicAddress(hostname.replace(/^\[|\]$/g, ''))) throw new PrivateAddressError()
  const request = protocol === 'https:' ? httpsRequest : httpRequest
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
    const options = { method: 'POST', agent: false, headers, signal, maxHeaderSize: 16_384, lookup: guard } as const
    const sending = request(url, options, (response) => {
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
  if (error instanceof PrivateAddressError) return 'the name leads to a private or reserved address'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'the name cannot be resolved'
  if (code === 'ECONNREFUSED') return 'the connection was refused'
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'the connection was cut'
  if (/certificate|self.signed|altname/i.test(`${code} ${message}`)) return 'the certificate is not valid'
  return code ? `the connection failed (${code})` : 'the connection failed'
}

const since = (startedAt: number) => Math.round(performance.now() - startedAt)
