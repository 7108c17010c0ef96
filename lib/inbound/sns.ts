/** Amazon SNS over HTTP: what a message looks like, and whether it is genuine (SNS developer guide, "Verifying signatures"). */
import { createVerify, X509Certificate } from 'node:crypto'
import { z } from 'zod'
import { AppError } from '@/lib/errors'

const Text = z.string().max(1_048_576)

export const SnsMessage = z.object({
  Type: z.enum(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']),
  MessageId: Text,
  TopicArn: Text,
  Message: Text,
  Timestamp: Text,
  Subject: Text.nullish(),
  SubscribeURL: Text.optional(),
  Token: Text.optional(),
  Signature: Text,
  SignatureVersion: z.enum(['1', '2']),
  SigningCertURL: Text,
})
export type SnsMessage = z.infer<typeof SnsMessage>

/** Fetches text from an address that has been checked to be Amazon's. */
export type FetchText = (url: string) => Promise<string>

const HOST = /^sns\.[a-z0-9-]{3,30}\.amazonaws\.com(\.cn)?$/

/** Throws `forbidden` for an address that is not one of Amazon SNS. */
export function assertAmazon(text: string | undefined): string {
  const url = text !== undefined && URL.canParse(text) ? new URL(text) : null
  const isAmazon = url?.protocol === 'https:' && url.port === '' && url.username === '' && HOST.test(url.hostname)
  if (!url || !isAmazon)
    throw new AppError('forbidden', { detail: 'The message names an address that is not of Amazon SNS.' })
  return url.href
}

/**
 * Where the certificates lie, and nothing else: the API of SNS answers on the same hosts, and can be made to say what
 * strangers have stored there.
 */
const CERTIFICATE = /^\/SimpleNotificationService-[0-9a-zA-Z]{1,64}\.pem$/

/** Certificates by their URL, which never changes its content; few, because they are fetched for whoever asks. */
const MAX_CERTIFICATES = 20
const certificates = new Map<string, string>()

/** Throws `forbidden` for a message that Amazon did not sign, `unavailable` when the certificate cannot be had. */
export async function assertGenuine(message: SnsMessage, fetchText: FetchText): Promise<void> {
  const url = assertAmazon(message.SigningCertURL)
  const { pathname, search } = new URL(url)
  if (!CERTIFICATE.test(pathname) || search !== '')
    throw new AppError('forbidden', { detail: 'No certificate of Amazon SNS.' })
  const certificate = certificates.get(url) ?? (await fetchText(url))
  if (!isSigned(message, certificate))
    throw new AppError('forbidden', { detail: 'The signature of the message is not valid.' })
  if (!isRecent(message.Timestamp)) throw new AppError('forbidden', { detail: 'The message is older than a day.' })
  if (certificates.size >= MAX_CERTIFICATES) certificates.clear()
  certificates.set(url, certificate)
}

/** SNS tries for an hour at most; what was recorded on its way is of no use for longer than this. */
const MAX_AGE_MS = 24 * 60 * 60_000

/** False for what is no time at all. */
const isRecent = (timestamp: string) => Math.abs(Date.now() - Date.parse(timestamp)) <= MAX_AGE_MS

function isSigned(message: SnsMessage, certificate: string): boolean {
  try {
    const { publicKey, validFrom, validTo } = new X509Certificate(certificate)
    const now = Date.now()
    if (now < Date.parse(validFrom) || now > Date.parse(validTo)) return false
    const verify = createVerify(message.SignatureVersion === '1' ? 'RSA-SHA1' : 'RSA-SHA256')
    return verify.update(toSigned(message)).verify(publicKey, message.Signature, 'base64')
  } catch {
    return false
  }
}

const NOTIFICATION = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'] as const
const SUBSCRIPTION = ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'] as const

/** Names and values on lines of their own, in the order of the names; what is absent is left out. */
export function toSigned(message: SnsMessage): string {
  const names = message.Type === 'Notification' ? NOTIFICATION : SUBSCRIPTION
  return names.map((name) => (message[name] == null ? '' : `${name}\n${message[name]}\n`)).join('')
}

const FETCH_LIMIT_MS = 5_000
const MAX_FETCH_BYTES = 65_536

/** Bounded in time and bytes, no redirects. Throws `unavailable`. */
export const fetchFromAmazon: FetchText = async (url) => {
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(FETCH_LIMIT_MS) })
    if (!response.ok || !response.body) throw new Error(`answered ${response.status}`)
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of response.body) {
      size += chunk.length
      if (size > MAX_FETCH_BYTES) throw new Error('answered too much')
      chunks.push(chunk)
    }
    return Buffer.concat(chunks).toString()
  } catch (cause) {
    throw new AppError('unavailable', { detail: 'Amazon SNS cannot be asked right now.', cause })
  }
}
