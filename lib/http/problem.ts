/** Refusals in the words of HTTP: `application/problem+json` (RFC 9457). */
import { isDatabaseAway } from '@/lib/db'
import { AppError } from '@/lib/errors'

/** Byte for byte the same for the same code and details: no address, no request id in it. */
export function problemResponse(error: AppError, headers: HeadersInit = {}): Response {
  const body = {
    type: `urn:mayfly:problem:${error.code}`,
    title: error.title,
    status: error.status,
    detail: error.detail ?? `${error.title}.`,
    code: error.code,
    ...(error.errors ? { errors: error.errors } : {}),
    ...error.extra,
  }
  const response = new Response(JSON.stringify(body), {
    status: error.status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...CORS,
      ...error.headers,
      ...headers,
    },
  })
  if (error.status === 401) response.headers.set('www-authenticate', 'Bearer')
  return response
}

/** Any origin may call with a bearer token; no credentials header, so browsers never send or store cookies for it. */
export const CORS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'Location, Retry-After, RateLimit, RateLimit-Policy, Content-Disposition',
}

/** Whatever was thrown, as a refusal: `unavailable` while the database is away, `internal` for what is not ours. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (isDatabaseAway(error)) return new AppError('unavailable', { headers: { 'retry-after': '2' }, cause: error })
  return new AppError('internal', { cause: error })
}
