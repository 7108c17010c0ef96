/** Accounts that sign in at an outside provider. */
import type { Context } from '@/lib/context'
import { sqlState, transaction } from '@/lib/db'
import { AppError } from '@/lib/errors'
import type { LinkedProfile } from './input'

type LinkedUser = { id: string; email: string }

/**
 * The user linked to the provider's account, made at the first sign-in. Never joins an existing user by address: whoever
 * registered that address first may not be its owner. Throws `email_taken` then.
 */
export async function findOrCreateLinkedUser(ctx: Context, profile: LinkedProfile): Promise<LinkedUser> {
  const known = await findLinkedUser(ctx, profile)
  if (known) return known
  try {
    return await createLinkedUser(ctx, profile)
  } catch (cause) {
    if (sqlState(cause) !== '23505') throw cause
    // Two first sign-ins at once: the other one was first.
    const first = await findLinkedUser(ctx, profile)
    if (first) return first
    throw new AppError('email_taken', { cause })
  }
}

async function findLinkedUser(
  { db }: Context,
  { provider, providerAccountId }: LinkedProfile,
): Promise<LinkedUser | null> {
  const account = await db.prisma.account.findUnique({
    where: { provider_providerAccountId: { provider, providerAccountId } },
    include: { user: true },
  })
  return account && { id: account.user.id, email: account.user.email }
}

function createLinkedUser(
  ctx: Context,
  { provider, providerAccountId, email, name }: LinkedProfile,
): Promise<LinkedUser> {
  return transaction(ctx.db, async (client) => {
    const { rows } = await client.query<LinkedUser>(
      'INSERT INTO users (email, name) VALUES ($1, $2) RETURNING id, email',
      [email.toLowerCase(), name],
    )
    const [user] = rows
    if (!user) throw new Error('the insert returned no row')
    await client.query('INSERT INTO accounts (provider, provider_account_id, user_id) VALUES ($1, $2, $3)', [
      provider,
      providerAccountId,
      user.id,
    ])
    return user
  })
}
