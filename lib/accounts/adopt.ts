/** A visitor who signs in keeps the inbox that was on the screen. */
import type { Context } from '@/lib/context'
import { transaction } from '@/lib/db'
import { lockOwner } from '@/lib/mailboxes/create-mailbox'
import type { Viewer } from './viewer'

/**
 * The session's live mailboxes become the user's, newest first, as many as the plan has room for; the anonymous token
 * opens them no longer. Under the owner's lock, as creating is.
 */
export async function adoptMailboxes(ctx: Context, session: Viewer, userId: string): Promise<number> {
  if (session.sessionTokenHash === null) return 0
  return transaction(ctx.db, async (client) => {
    await lockOwner(client, { id: userId, sessionTokenHash: null })
    const { rowCount } = await client.query(
      `UPDATE mailboxes SET owner_id = $2, owner_type = 'user', session_token_hash = NULL
       WHERE id IN (
         SELECT id FROM live_mailboxes WHERE session_token_hash = $1 ORDER BY created_at DESC
         LIMIT (SELECT greatest(0, p.max_active_mailboxes -
                  (SELECT count(*) FROM live_mailboxes WHERE owner_id = $2))
                FROM users u JOIN plans p ON p.id = u.plan_id WHERE u.id = $2)
         FOR UPDATE)`,
      [session.sessionTokenHash, userId],
    )
    return rowCount ?? 0
  })
}
