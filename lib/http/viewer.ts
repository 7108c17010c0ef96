/** Who is asking, first match wins: bearer token, X-Session-Token, cookies. */
import { findKeyViewer } from '@/lib/accounts/api-keys'
import { findSignedIn, signInCookie } from '@/lib/accounts/auth'
import { findSession } from '@/lib/accounts/sessions'
import { NOBODY, type Viewer } from '@/lib/accounts/viewer'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors'

export const SESSION_COOKIE = 'mayfly_session'

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A token that is present but not valid is `invalid_token`, never a fall-back; a stale cookie is nobody. A changing call
 * that leans on a cookie must come from our own pages, otherwise `cross_origin`.
 */
export async function resolveViewer(ctx: Context, request: Request): Promise<Viewer> {
  const bearer = await findBearer(ctx, request.headers)
  if (bearer) {
    if (bearer.isReadOnly && !SAFE_METHODS.has(request.method)) throw new AppError('read_only_key')
    return bearer
  }
  const viewer = await viewerFromCookies(ctx, request.headers.get('cookie'))
  const isChange = !SAFE_METHODS.has(request.method)
  if (viewer.kind !== 'none' && isChange && !isOwnPage(ctx, request.headers)) throw new AppError('cross_origin')
  return viewer
}

/** The viewer behind a token in the header; null without one. Throws `invalid_token`. */
export async function findBearer(ctx: Context, headers: Headers): Promise<Viewer | null> {
  const token = findToken(headers)
  return token === null ? null : getTokenViewer(ctx, token)
}

/** The viewer behind an API key or a session token. Throws `invalid_token`. */
export async function getTokenViewer(ctx: Context, token: string): Promise<Viewer> {
  const viewer = token.startsWith('mf_') ? await findKeyViewer(ctx, token) : findSession(ctx.config, token)
  if (!viewer) throw new AppError('invalid_token')
  return viewer
}

/** The viewer behind a `Cookie` header, signed in before anonymous; for pages, which only read. */
export async function viewerFromCookies(ctx: Context, header: string | null): Promise<Viewer> {
  const signedIn = findCookie(header ?? '', signInCookie(ctx))
  const user = signedIn === null ? null : await findSignedIn(ctx, signedIn)
  return user ?? visitorFromCookies(ctx, header)
}

/** The anonymous session behind a `Cookie` header. */
export function visitorFromCookies(ctx: Context, header: string | null): Viewer {
  const token = findCookie(header ?? '', SESSION_COOKIE)
  return (token === null ? null : findSession(ctx.config, token)) ?? NOBODY
}

/** HttpOnly and SameSite=Lax; Secure wherever the site is served over https. */
export function sessionCookie(ctx: Context, token: string): string {
  const secure = ctx.config.PUBLIC_URL.startsWith('https:') ? '; Secure' : ''
  return `${SESSION_COOKIE}=${token}; Path=/; Max-Age=${30 * 86_400}; HttpOnly; SameSite=Lax${secure}`
}

/** The token of the Authorization header, else of X-Session-Token; null when neither is there. */
function findToken(headers: Headers): string | null {
  const authorization = headers.get('authorization')
  if (authorization === null) return headers.get('x-session-token')
  const [, token] = /^Bearer +([^\s]+) *$/i.exec(authorization) ?? []
  if (token === undefined) throw new AppError('invalid_token', { detail: 'Use "Authorization: Bearer <token>".' })
  return token
}

/** Our own pages say so; a script says nothing at all; other pages give themselves away. */
export function isOwnOrScript(ctx: Context, headers: Headers): boolean {
  return isOwnPage(ctx, headers) || (headers.get('sec-fetch-site') === null && headers.get('origin') === null)
}

function isOwnPage({ config }: Context, headers: Headers): boolean {
  return headers.get('sec-fetch-site') === 'same-origin' || headers.get('origin') === config.PUBLIC_URL
}

function findCookie(header: string, name: string): string | null {
  for (const pair of header.split(';')) {
    const [key, ...value] = pair.trim().split('=')
    if (key === name) return value.join('=')
  }
  return null
}
