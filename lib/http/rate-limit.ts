/** Rate limits as callers see them: the RateLimit header fields (draft-ietf-httpapi-ratelimit-headers) and 429. */
import type { Viewer } from '@/lib/accounts/viewer'
import { clientIpOf } from '@/lib/client-ip'
import type { Context } from '@/lib/context'
import { findRequestsPerMinute } from '@/lib/mailboxes/plans'
import { assertAllowed, toSeconds, type Verdict } from '@/lib/rate-limits'

/** One request of this viewer. A caller without identity counts by address. null when limits are off. */
export async function countRequest(ctx: Context, viewer: Viewer, request: Request): Promise<Verdict | null> {
  if (ctx.config.RATE_LIMITS === 'off') return null
  const limit = await findRequestsPerMinute(ctx, viewer.planId)
  return ctx.limits.hit(viewer.rateKey ?? `ip:${clientIpOf(request)}`, limit, 60)
}

/** New anonymous identities from one address: without this bound, a token for each request would escape every other one. */
export async function countNewSession(ctx: Context, request: Request): Promise<void> {
  assertAllowed(await ctx.limits.hit(`create:${clientIpOf(request)}`, NEW_SESSIONS_PER_MINUTE, 60))
}

/** Sign-ups from one address. */
export async function countNewAccount(ctx: Context, request: Request): Promise<void> {
  assertAllowed(await ctx.limits.hit(`sign-up:${clientIpOf(request)}`, NEW_ACCOUNTS_PER_HOUR, 3_600))
}

const NEW_SESSIONS_PER_MINUTE = 120
const NEW_ACCOUNTS_PER_HOUR = 60

export function setRateLimitHeaders(headers: Headers, verdict: Verdict | null): void {
  if (!verdict) return
  headers.set('ratelimit-policy', `"default";q=${verdict.limit};w=${verdict.windowSeconds}`)
  headers.set('ratelimit', `"default";r=${verdict.remaining};t=${toSeconds(verdict.resetMs)}`)
}
