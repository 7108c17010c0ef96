/** Calls and queries of the account pages. Apart from `api.ts`, so that the front page does not carry them. */
import { queryOptions } from '@tanstack/react-query'
import type { ApiKeyBody, MeBody, UserBody } from '@/lib/accounts/schema'
import { call, type Page } from './api'
import { mailboxesQuery } from './queries'

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

export const liveMailboxesQuery = () => ({ ...mailboxesQuery(), refetchInterval: LOOK_MS })
