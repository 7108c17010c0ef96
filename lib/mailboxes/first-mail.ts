/** Mailboxes that their first mail makes: addresses in a user's namespace, within the user's plan. */
import type { Viewer } from '@/lib/accounts/viewer'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { createMailbox } from './create-mailbox'
import { toNamespace } from './namespace'

/** Which of these canonical addresses, none of which lived a moment ago, live now. Rejects when that cannot be found out. */
export type MakeMailboxes = (addresses: string[]) => Promise<Set<string>>

/** Arrivals for the same new address wait for the same create. */
export function createFirstMail(ctx: Context): MakeMailboxes {
  const underWay = new Map<string, Promise<boolean>>()

  function make(address: string): Promise<boolean> {
    const known = underWay.get(address) ?? makeMailbox(ctx, address).finally(() => underWay.delete(address))
    underWay.set(address, known)
    return known
  }

  return async (addresses) => {
    const made = new Set<string>()
    for (const address of addresses) if (toNamespace(address) !== null && (await make(address))) made.add(address)
    return made
  }
}

/** False where nobody has the namespace, the plan has no room, or the address has ended and is not to be used again. */
async function makeMailbox(ctx: Context, address: string): Promise<boolean> {
  const owner = await findOwner(ctx, address)
  if (!owner) return false
  const [localPart, domain] = address.split('@')
  try {
    await createMailbox(ctx, owner, { localPart, domain })
    return true
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    // another process was first, unless it has ended meanwhile: delivering finds out
    return error.code === 'address_taken'
  }
}

/** Asked without a lock, so that mail which makes nothing costs its owner nothing; creating asks again under one. */
async function findOwner({ db }: Context, address: string): Promise<Viewer | null> {
  const { rows } = await db.pool.query<{ id: string; plan_id: string }>({
    name: 'find_namespace_owner',
    text: `SELECT u.id, u.plan_id FROM users u JOIN plans p ON p.id = u.plan_id
           WHERE u.namespace = $1
             AND NOT EXISTS (SELECT FROM retired_addresses WHERE address = $2 AND available_at > now())
             AND CASE WHEN EXISTS (SELECT FROM mailboxes WHERE address = $2)
                   THEN EXISTS (SELECT FROM live_mailboxes WHERE address = $2)
                   ELSE (SELECT count(*) FROM live_mailboxes WHERE owner_id = u.id) < p.max_active_mailboxes END`,
    values: [toNamespace(address), address],
  })
  const [user] = rows
  if (!user) return null
  return {
    kind: 'user',
    ownerId: user.id,
    sessionTokenHash: null,
    planId: user.plan_id,
    isReadOnly: false,
    credential: null,
    rateKey: null,
  }
}
