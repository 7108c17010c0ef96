/** Rate limits as callers see them: the RateLimit header fields (draft-ietf-httpapi-ratelimit-headers) and 429. */
import type { Viewer } from '@/lib/accounts/viewer'
import { clientIpOf } from '@/lib/client-ip'
import type { Context } from '@/lib/context'
import { findRequestsPerMinute } from '@/lib/mailboxes/plans'
import { assertAllowed, toSeconds, type Verdict } from '@/lib/rate-limits'

/**
 * One request of this viewer. A caller without identity counts by address; anonymous sessions count by themselves, and
 * all of one address together. null when limits are off.
 */
export async function countRequest(ctx: Context, viewer: Viewer, request: Request): Promise<Verdict | null> {
  if (ctx.config.RATE_LIMITS === 'off') return null
  const limit = await findRequestsPerMinute(ctx, viewer.planId)
  const clientIp = clientIpOf(request)
  const [own, shared] = await Promise.all([
    ctx.limits.hit(viewer.rateKey ?? `ip:${clientIp}`, limit, 60),
    viewer.kind === 'anonymous' ? ctx.limits.hit(`sessions:${clientIp}`, limit * SESSIONS_PER_ADDRESS, 60) : null,
  ])
  return shared && !shared.isAllowed ? shared : own
}

/**
 * A mailbox for an anonymous caller, and a new identity for one who has none: both are bounded by address, since a token
 * costs nothing. Throws `rate_limited`.
 */
export async function countAnonymousCreate(ctx: Context, viewer: Viewer, request: Request): Promise<void> {
  if (viewer.kind !== 'none' && viewer.kind !== 'anonymous') return
  const clientIp = clientIpOf(request)
  assertAllowed(await ctx.limits.hit(`create:${clientIp}`, ANONYMOUS_CREATES_PER_MINUTE, 60))
  if (viewer.kind === 'none') assertAllowed(await ctx.limits.hit(`session:${clientIp}`, NEW_SESSIONS_PER_MINUTE, 60))
}

/** Sign-ups from one address. */
export async function countNewAccount(ctx: Context, request: Request): Promise<void> {
  assertAllowed(await ctx.limits.hit(`sign-up:${clientIpOf(request)}`, NEW_ACCOUNTS_PER_HOUR, 3_600))
}

/** So many sessions at full speed fit behind one address: an office, a CI host. */
const SESSIONS_PER_ADDRESS = 10
const NEW_SESSIONS_PER_MINUTE = 120
const ANONYMOUS_CREATES_PER_MINUTE = 300
const NEW_ACCOUNTS_PER_HOUR = 60

export function setRateLimitHeaders(headers: Headers, verdict: Verdict | null): void {
  if (!verdict) return
  headers.set('ratelimit-policy', `"default";q=${verdict.limit};w=${verdict.windowSeconds}`)
  headers.set('ratelimit', `"default";r=${verdict.remaining};t=${toSeconds(verdict.resetMs)}`)
}
