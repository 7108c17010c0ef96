/** Signing in and out through next-auth's own URLs. Afterwards the page is loaded anew: everything on it may differ. */
import { ApiError } from './api'

/** Throws ApiError `wrong_credentials` or `rate_limited`. Inboxes of the anonymous visitor become the account's. */
export async function signIn(email: string, password: string): Promise<void> {
  const url = await post('callback/credentials', { email, password })
  const fault = new URL(url, window.location.origin).searchParams.get('error')
  if (fault === null) return
  if (fault === 'rate_limited') {
    throw new ApiError(fault, 'Too many attempts. Wait a quarter of an hour, then try again.', 429)
  }
  if (fault === 'CredentialsSignin') {
    throw new ApiError('wrong_credentials', 'E-mail and password do not belong together.', 401)
  }
  throw new ApiError('unreadable', 'Signing in did not work. Try again in a moment.', 500)
}

/** Resolves with the address of the provider's own sign-in page. */
export const signInAt = (provider: string, callbackPath: string) =>
  post(`signin/${encodeURIComponent(provider)}`, { callbackUrl: callbackPath })

export async function signOut(): Promise<void> {
  await post('signout', {})
}

/** With the token that proves the form is ours. Resolves with the address that next-auth wants to go to. */
async function post(path: string, fields: Record<string, string>): Promise<string> {
  const { csrfToken } = await ask<{ csrfToken: string }>('csrf')
  const body = new URLSearchParams({ callbackUrl: '/', ...fields, csrfToken, json: 'true' })
  const { url } = await ask<{ url: string }>(path, { method: 'POST', body })
  return url
}

async function ask<T extends object>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(`/api/auth/${path}`, { ...init, cache: 'no-store' }).catch(() => null)
  if (!response) throw new ApiError('offline', 'Mayfly cannot be reached right now.', 0)
  const body: unknown = await response.json().catch(() => null)
  // A refused sign-in is 401 and says in the address what was wrong.
  if (typeof body === 'object' && body !== null) return body as T
  throw new ApiError('unreadable', 'The answer could not be read. Try again in a moment.', response.status)
}
