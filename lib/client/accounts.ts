/** Calls and queries of the account pages. Apart from `api.ts`, so that the front page does not carry them. */
import { queryOptions } from '@tanstack/react-query'
import type { ApiKeyBody, MeBody, UserBody } from '@/lib/accounts/schema'
import type { MailboxBody } from '@/lib/mailboxes/schema'
import { call, type Page } from './api'
import { keys } from './queries'

export type NewApiKey = { name: string; expires_at: string | null; read_only: boolean }
/** As told once, at its making. */
export type CreatedApiKey = ApiKeyBody & { key: string }

const API_KEYS = '/api/v1/api-keys'

export const accounts = {
  signUp: (email: string, password: string) =>
    call<UserBody>('/api/v1/users', { method: 'POST', json: { email, password } }),
  getMe: () => call<MeBody>('/api/v1/me'),
  changePassword: (currentPassword: string, password: string) =>
    call<undefined>('/api/v1/me', { method: 'PATCH', json: { current_password: currentPassword, password } }),
  deleteAccount: (currentPassword: string | undefined) =>
    call<undefined>('/api/v1/me', { method: 'DELETE', json: { current_password: currentPassword } }),
  listApiKeys: () => call<Page<ApiKeyBody>>(API_KEYS),
  createApiKey: (wanted: NewApiKey) => call<CreatedApiKey>(API_KEYS, { method: 'POST', json: wanted }),
  deleteApiKey: (id: string) => call<undefined>(`${API_KEYS}/${id}`, { method: 'DELETE' }),
}

export const accountKeys = { me: ['me'], apiKeys: ['api-keys'] } as const

/** Inboxes that are not followed live, and a plan that an operator changed, show up within this time. */
const LOOK_MS = 15_000

export const meQuery = () =>
  queryOptions({ queryKey: accountKeys.me, queryFn: accounts.getMe, refetchInterval: LOOK_MS })

export const apiKeysQuery = () => queryOptions({ queryKey: accountKeys.apiKeys, queryFn: accounts.listApiKeys })

/** All inboxes, where the front page asks for the newest only. */
export const allMailboxesQuery = () =>
  queryOptions({ queryKey: keys.mailboxes, queryFn: listAllMailboxes, refetchInterval: LOOK_MS })

async function listAllMailboxes(): Promise<Page<MailboxBody>> {
  const items: MailboxBody[] = []
  let cursor: string | null = null
  do {
    const from: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const page: Page<MailboxBody> = await call(`/api/v1/mailboxes?limit=100${from}`)
    items.push(...page.items)
    cursor = page.next_cursor
  } while (cursor !== null)
  return { items, next_cursor: null }
}
