/** Accounts that sign in at an outside provider. */
import type { Context } from '@/lib/context'
import { sqlState, transaction } from '@/lib/db'
import { AppError } from '@/lib/errors'

type Profile = { provider: string; providerAccountId: string; email: string; name: string | null }

/**
 * The user linked to the provider's account, made at the first sign-in. Never joins an existing user by address: whoever
 * registered that address first may not be its owner. Throws `email_taken` then.
 */
export async function findOrCreateLinkedUser(
  ctx: Context,
  { provider, providerAccountId, email, name }: Profile,
): Promise<{ id: string; email: string }> {
  const account = await ctx.db.prisma.account.findUnique({
    where: { provider_providerAccountId: { provider, providerAccountId } },
    include: { user: true },
  })
  if (account) return { id: account.user.id, email: account.user.email }
  try {
    return await transaction(ctx.db, async (client) => {
      const { rows } = await client.query<{ id: string; email: string }>(
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
  } catch (cause) {
    if (sqlState(cause) === '23505') throw new AppError('email_taken', { cause })
    throw cause
  }
}
