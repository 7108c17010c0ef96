/** Typed calls to /api/v1 from the browser: same origin, cookie identity, refusals as ApiError. */
import type { DeliveryBody, MailboxBody } from '@/lib/mailboxes/schema'
import type { MessageBody, SummaryBody } from '@/lib/messages/schema'
import { noteServerTime } from './clock'

export type Page<T> = { items: T[]; next_cursor: string | null }

/** What is not given, the plan and chance decide. */
export type NewMailbox = { ttl_minutes?: number; local_part?: string; domain?: string }

/** A refusal or a failure. `code` is the API's, or `offline` (no answer) or `unreadable` (an answer that is not ours). */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status: number,
    readonly endedAt: string | null = null,
    /** Which fields are at fault. */
    readonly errors: { path: string; message: string }[] = [],
  ) {
    super(message)
    this.name = 'ApiError'
  }
}

export const mailboxPath = (address: string) => `/api/v1/mailboxes/${encodeURIComponent(address)}`
export const messagePath = (address: string, id: string) => `${mailboxPath(address)}/messages/${encodeURIComponent(id)}`

export const api = {
  listMailboxes: () => call<Page<MailboxBody>>('/api/v1/mailboxes'),
  createMailbox: (wanted?: NewMailbox) => call<MailboxBody>('/api/v1/mailboxes', { method: 'POST', json: wanted }),
  getMailbox: (address: string) => call<MailboxBody>(mailboxPath(address)),
  extendMailbox: (address: string, ttlMinutes: number) =>
    call<MailboxBody>(mailboxPath(address), { method: 'PATCH', json: { ttl_minutes: ttlMinutes } }),
  deleteMailbox: (address: string) => call<undefined>(mailboxPath(address), { method: 'DELETE' }),
  sendTestMessage: (address: string) => call<undefined>(`${mailboxPath(address)}/test-message`, { method: 'POST' }),
  /** Fifty at first, which come fast, then a hundred at a time. */
  listMessages: (address: string, cursor: string | null, words?: string) => {
    const query = new URLSearchParams(cursor ? { limit: '100', cursor } : { limit: '50' })
    if (words) query.set('q', words)
    return call<Page<SummaryBody>>(`${mailboxPath(address)}/messages?${query}`)
  },
  getMessage: (address: string, id: string) => call<MessageBody>(messagePath(address, id)),
  setRead: (address: string, id: string, isRead: boolean) =>
    call<SummaryBody>(messagePath(address, id), { method: 'PATCH', json: { is_read: isRead } }),
  deleteMessage: (address: string, id: string) => call<undefined>(messagePath(address, id), { method: 'DELETE' }),
  countHeldBackImages: async (address: string, id: string) => {
    const response = await fetch(`${messagePath(address, id)}/html`, { method: 'HEAD', credentials: 'same-origin' })
    return Number(response.headers.get('x-mayfly-held-back-images') ?? 0)
  },
  countRefusedSince: async (address: string) => {
    const response = await fetch(mailboxPath(address), { credentials: 'same-origin', cache: 'no-store' })
    const problem: { refused_since?: number } | null = await response.json().catch(() => null)
    return problem?.refused_since ?? 0
  },
  listDeliveries: (address: string) => call<Page<DeliveryBody>>(`${mailboxPath(address)}/deliveries?limit=20`),
}

/** Asks the API. Throws ApiError for every answer that is not 2xx and when there is no answer at all. */
export async function call<T>(
  path: string,
  { method = 'GET', json }: { method?: string; json?: unknown } = {},
): Promise<T> {
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    cache: 'no-store',
    headers: json === undefined ? {} : { 'content-type': 'application/json' },
    body: json === undefined ? undefined : JSON.stringify(json),
  }).catch(() => {
    throw new ApiError('offline', 'Mayfly cannot be reached right now.', 0)
  })
  noteServerTime(response.headers.get('date'))
  if (response.status === 204) return undefined as T
  const body: unknown = await response.json().catch(() => null)
  if (response.ok && body !== null) return body as T
  throw toApiError(response.status, body)
}

function toApiError(status: number, body: unknown): ApiError {
  const problem = (body ?? {}) as Partial<Problem>
  const words = problem.detail ?? problem.title ?? 'The answer could not be read.'
  return new ApiError(problem.code ?? 'unreadable', words, status, problem.ended_at ?? null, problem.errors)
}

type Problem = { code: string; detail: string; title: string; ended_at: string; errors: ApiError['errors'] }
