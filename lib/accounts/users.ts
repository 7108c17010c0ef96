/** Users as the operator sees them. */
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { endAccount } from './sign-up'

export type UserEntry = { id: string; email: string; plan: string; active_mailboxes: number; created_at: string }

/** Newest first. */
export async function listUsers({ db }: Context, { limit }: { limit: number }): Promise<UserEntry[]> {
  const { rows } = await db.pool.query<Omit<UserEntry, 'created_at'> & { created_at: Date }>(
    `SELECT u.id, u.email, u.plan_id AS plan, u.created_at,
       (SELECT count(*)::int FROM live_mailboxes WHERE owner_id = u.id) AS active_mailboxes
     FROM users u ORDER BY u.created_at DESC, u.id LIMIT $1`,
    [limit],
  )
  return rows.map((row) => ({ ...row, created_at: row.created_at.toISOString() }))
}

/** Puts a user on a plan; the e-mail address matches without case. Throws `not_found` for an unknown user or plan. */
export async function setUserPlan(
  { db }: Context,
  { email, planId }: { email: string; planId: string },
): Promise<{ email: string; plan: string }> {
  const plan = await db.prisma.plan.findUnique({ where: { id: planId } })
  if (!plan) throw new AppError('not_found', { detail: `There is no plan "${planId}".` })
  const { rows } = await db.pool.query<{ email: string; plan: string }>(
    'UPDATE users SET plan_id = $2 WHERE lower(email) = lower($1) RETURNING email, plan_id AS plan',
    [email, planId],
  )
  const [user] = rows
  if (!user) throw new AppError('not_found', { detail: `There is no user "${email}".` })
  return user
}

/** Ends the account's mailboxes, keys and sessions at once. Throws `not_found`. */
export async function deleteUserByEmail(ctx: Context, email: string): Promise<{ deleted: string }> {
  const user = await ctx.db.prisma.user.findUnique({ where: { email: email.toLowerCase() } })
  if (!user) throw new AppError('not_found', { detail: `There is no user "${email}".` })
  await endAccount(ctx, user.id)
  return { deleted: user.email }
}
