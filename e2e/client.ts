/** What a script sees: the API over HTTP and mail over SMTP, of the server under test. */
import { randomBytes } from 'node:crypto'
import { createTransport, type SendMailOptions } from 'nodemailer'
import type { FieldError } from '@/lib/errors'
import type { MailboxBody, PlanBody } from '@/lib/mailboxes/schema'
import type { MessageBody } from '@/lib/messages/schema'
import { getContract } from './documented'

export const BASE_URL = required('E2E_BASE_URL')
export const SMTP_PORT = Number(required('E2E_SMTP_PORT'))
export const API = `${BASE_URL}/api/v1`

type Item = MailboxBody & MessageBody & PlanBody & { result: string }

/** Every member that some answer has; a test reads those that its answer must have. */
type AnyBody = Item & {
  code: string
  cursor: number
  items: Item[]
  message: MessageBody
  next_cursor: string | null
} & {
  errors: FieldError[]
  session_token: string
}

export type Answer = { status: number; headers: Headers; text: string; body: AnyBody }

/** One call; `body` is sent as JSON unless it is text or bytes already. Throws when the document does not know the answer. */
export async function call(
  method: string,
  path: string,
  { token, body, headers = {} }: { token?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const response = await fetch(path.startsWith('http') ? path : `${API}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: toBody(body),
  })
  const { status } = response
  const text = await response.text()
  const url = new URL(response.url)
  if (url.pathname.startsWith('/api/v1/')) {
    const contract = await getContract(`${url.origin}/api/v1`)
    contract.check(method, url.pathname.slice('/api/v1'.length), { status, headers: response.headers, text })
  }
  const isJson = (response.headers.get('content-type') ?? '').includes('json')
  return { status, headers: response.headers, text, body: isJson ? JSON.parse(text) : {} }
}

function toBody(body: unknown): BodyInit | undefined {
  if (body === undefined || typeof body === 'string') return body
  return body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body)
}

export type Inbox = { address: string; token: string; path: string }

export async function createInbox(fields: Record<string, unknown> = {}): Promise<Inbox> {
  const { status, text, body } = await call('POST', '/mailboxes', { body: fields })
  if (status !== 201) throw new Error(`POST /mailboxes answered ${status}: ${text}`)
  return { address: body.address, token: body.session_token, path: `/mailboxes/${body.address}` }
}

/** Resolves when the server has acknowledged the message. */
export async function sendMail(mail: SendMailOptions): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port: SMTP_PORT, tls: { rejectUnauthorized: false } })
  await transport.sendMail({ from: 'Ada <ada@example.org>', subject: 'Hello', text: 'Hello', ...mail })
  transport.close()
}

/** Many over few connections, in no order. */
export async function sendMails(to: string, subjects: string[]): Promise<void> {
  const options = { host: '127.0.0.1', port: SMTP_PORT, tls: { rejectUnauthorized: false } }
  const transport = createTransport({ ...options, pool: true, maxConnections: 5 })
  const mail = { from: 'Ada <ada@example.org>', to, text: 'Hello' }
  await Promise.all(subjects.map((subject) => transport.sendMail({ ...mail, subject })))
  transport.close()
}

export const randomName = () => `e2e-${randomBytes(6).toString('hex')}`

function required(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set`)
  return value
}
