/** Signing in: who it is, and since when by the database's clock, which is what a session later stands on. */
import type { Context } from '@/lib/context'
import { assertAllowed } from '@/lib/rate-limits'
import { verifyPassword } from './passwords'
import type { Viewer } from './viewer'

/** What a session token says; nothing in it is secret. */
export type SignedIn = { id: string; email: string; since: number }

const ATTEMPTS = 10
const WINDOW_SECONDS = 15 * 60

/**
 * null when address and password do not belong together. Throws `rate_limited` after ten attempts on one account, or
 * fifty from one client address, within 15 minutes.
 */
export async function signInWithPassword(
  ctx: Context,
  { email, password }: { email: string; password: string },
  clientIp: string,
): Promise<SignedIn | null> {
  const address = email.trim().toLowerCase()
  const verdicts = await Promise.all([
    ctx.limits.hit(`sign-in:${address}`, ATTEMPTS, WINDOW_SECONDS),
    ctx.limits.hit(`sign-in-from:${clientIp}`, ATTEMPTS * 5, WINDOW_SECONDS),
  ])
  verdicts.forEach(assertAllowed)
  const { rows } = await ctx.db.pool.query<{ id: string; email: string; password_hash: string | null }>(
    'SELECT id, email, password_hash FROM users WHERE email = $1',
    [address],
  )
  const [user] = rows
  if (!(await verifyPassword(user?.password_hash ?? null, password)) || !user) return null
  return { id: user.id, email: user.email, since: await readClock(ctx) }
}

/** The account behind a session, while the session was signed in after the account last ended its sessions. */
export async function findUserViewer({ db }: Context, id: string, since: number): Promise<Viewer | null> {
  const { rows } = await db.pool.query<{ plan_id: string }>({
    name: 'find_user_viewer',
    text: `SELECT plan_id FROM users WHERE id = $1 AND sessions_from <= to_timestamp($2::float8 / 1000)`,
    values: [id, since],
  })
  const [user] = rows
  if (!user) return null
  return {
    kind: 'user',
    ownerId: id,
    sessionTokenHash: null,
    planId: user.plan_id,
    isReadOnly: false,
    credential: { userId: id, since },
    rateKey: `user:${id}`,
  }
}

/** Milliseconds since the epoch, rounded up, so that a session is never older than the account it belongs to. */
export async function readClock({ db }: Context): Promise<number> {
  const { rows } = await db.pool.query<{ now: number }>(
    'SELECT ceil(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now',
  )
  return rows[0]?.now ?? 0
}
