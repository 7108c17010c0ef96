/** Accounts with a password: made, changed, ended. */
import type { Context } from '@/lib/context'
import { sqlState, transaction } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { endMailboxes } from '@/lib/mailboxes/mailboxes'
import { assertAllowed } from '@/lib/rate-limits'
import { assertStrongPassword, hashPassword, verifyPassword } from './passwords'
import type { UserBody } from './schema'

/** Within 15 minutes, for one account. */
const PASSWORD_ATTEMPTS = 10

type Credentials = { email: string; password: string }
type UserRow = { id: string; email: string; name: string | null; namespace: string; created_at: Date }

/** Addresses are compared in lower case. Throws `weak_password`, `email_taken`. */
export async function createUser(ctx: Context, { email, password }: Credentials): Promise<UserBody> {
  assertStrongPassword(password, email)
  const values = [email.toLowerCase(), await hashPassword(password)]
  try {
    const { rows } = await ctx.db.pool.query<UserRow>(
      'INSERT INTO users (email, password_hash) VALUES ($1, $2) RETURNING id, email, name, namespace, created_at',
      values,
    )
    const [user] = rows
    if (!user) throw new Error('the insert returned no row')
    return { ...user, created_at: user.created_at.toISOString() }
  } catch (cause) {
    if (sqlState(cause) === '23505') throw new AppError('email_taken', { cause })
    throw cause
  }
}

/** Every other sign-in session of the account ends. Throws `wrong_password`, `weak_password`, `rate_limited`. */
export async function changePassword(
  ctx: Context,
  userId: string,
  { currentPassword, password }: { currentPassword: string; password: string },
): Promise<void> {
  const email = await assertPassword(ctx, userId, currentPassword)
  assertStrongPassword(password, email)
  await ctx.db.pool.query('UPDATE users SET password_hash = $2, sessions_from = now() WHERE id = $1', [
    userId,
    await hashPassword(password),
  ])
  ctx.bus.publish({ type: 'account', mailboxId: userId })
}

/**
 * Its mailboxes end at this instant, its keys and sessions with it. An account that signs in with a password must give
 * it. Throws `wrong_password`, `rate_limited`.
 */
export async function deleteUser(ctx: Context, userId: string, currentPassword: string | undefined): Promise<void> {
  await assertPassword(ctx, userId, currentPassword)
  await endAccount(ctx, userId)
}

/** What `deleteUser` does, for an operator. */
export async function endAccount(ctx: Context, userId: string): Promise<void> {
  const ended = await transaction(ctx.db, async (client) => {
    // creates of this owner wait here, and then find no account
    await client.query('SELECT FROM users WHERE id = $1 FOR UPDATE', [userId])
    const mailboxIds = await endMailboxes(client, 'owner_id = $1', [userId])
    await client.query('DELETE FROM users WHERE id = $1', [userId])
    return mailboxIds
  })
  for (const mailboxId of ended) ctx.bus.publish({ type: 'mailbox', mailboxId })
}

/** False for an account that only signs in at an outside provider: it has no password to give or to change. */
export async function hasPassword({ db }: Context, userId: string): Promise<boolean> {
  const user = await db.prisma.user.findUnique({ where: { id: userId }, select: { passwordHash: true } })
  return user?.passwordHash != null
}

/** The account's address. An account without a password (signed in elsewhere) passes. */
async function assertPassword(ctx: Context, userId: string, password: string | undefined): Promise<string> {
  assertAllowed(await ctx.limits.hit(`password:${userId}`, PASSWORD_ATTEMPTS, 15 * 60))
  const user = await ctx.db.prisma.user.findUniqueOrThrow({ where: { id: userId } })
  if (user.passwordHash !== null && !(await verifyPassword(user.passwordHash, password ?? ''))) {
    throw new AppError('wrong_password', { errors: [{ path: 'current_password', message: 'is not the password' }] })
  }
  return user.email
}
