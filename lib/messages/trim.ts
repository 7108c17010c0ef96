/** A full mailbox drops its oldest messages: what arrives now matters more than what arrived first. */
import type { Context } from '@/lib/context'
import { type Queryable, transaction } from '@/lib/db'
import { archiveAndDelete } from './archive'

/**
 * Cuts each mailbox down to what its owner's plan keeps, oldest first, each in a transaction of its own. A failure is
 * logged, never thrown: the new messages are committed already, and the next delivery trims again.
 */
export async function trimMailboxes(ctx: Context, mailboxIds: string[]): Promise<void> {
  for (const mailboxId of mailboxIds) {
    try {
      const dropped = await trimMailbox(ctx, mailboxId)
      for (const { id, seq } of dropped) ctx.bus.publish({ type: 'message_deleted', mailboxId, id, seq })
    } catch (error) {
      ctx.log.error({ err: error, mailboxId }, 'trim_failed')
    }
  }
}

type Dropped = { id: string; seq: number }

function trimMailbox(ctx: Context, mailboxId: string): Promise<Dropped[]> {
  return transaction(ctx.db, async (client) => {
    // lock first: only a statement that starts after the lock is held sees what others have stored
    await client.query('SELECT FROM mailboxes WHERE id = $1 FOR NO KEY UPDATE', [mailboxId])
    const surplus = await listSurplus(client, mailboxId)
    if (surplus.length === 0) return []
    const ids = surplus.map(({ id }) => id)
    await archiveAndDelete(client, mailboxId, 'm.id = ANY ($2::uuid[])', [ids])
    return surplus
  })
}

/** The oldest messages beyond the plan's limit. */
async function listSurplus(client: Queryable, mailboxId: string): Promise<Dropped[]> {
  const { rows } = await client.query<Dropped>(
    `SELECT id, seq FROM messages WHERE mailbox_id = $1 ORDER BY seq
     LIMIT (SELECT greatest(b.message_count - p.max_messages_per_mailbox, 0)
            FROM mailboxes b LEFT JOIN users u ON u.id = b.owner_id
            JOIN plans p ON p.id = coalesce(u.plan_id, 'anonymous') WHERE b.id = $1)`,
    [mailboxId],
  )
  return rows
}
