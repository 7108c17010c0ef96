/** From a stored message to what is checked, and from a finding to the rows of its recipients. */
import type { Context } from '@/lib/context'
import type { StoredMessage } from '../contents'
import type { AuthenticationBody } from '../schema'
import { belongs } from '../slots'
import type { Submission } from './authenticate'

/** Null when the message is gone. */
export async function findSubmission(ctx: Context, messageId: string): Promise<Submission | null> {
  const { rows } = await ctx.db.pool.query<Submission>(
    `SELECT s.raw, mail_from AS "mailFrom", CASE WHEN protocol <> 'HTTP' THEN client_ip END AS "clientIp",
       client_name AS "clientName"
     FROM messages m JOIN message_sources s ON ${belongs('s', 'm')} WHERE m.id = $1`,
    [messageId],
  )
  return rows[0] ?? null
}

/**
 * Writes the finding to every copy that still has contents, and announces it where it says anything: readers of a
 * system without DNS, or of mail that nobody vouches for, hear of no change.
 */
export async function writeAuthentication(
  ctx: Context,
  copies: StoredMessage[],
  found: AuthenticationBody,
): Promise<void> {
  const { rows } = await ctx.db.pool.query<{ id: string }>(
    `UPDATE message_contents c SET authentication = $2::jsonb FROM messages m
     WHERE m.id = ANY ($1::uuid[]) AND ${belongs('c', 'm')} RETURNING m.id`,
    [copies.map(({ id }) => id), JSON.stringify(found)],
  )
  if (!isTelling(found)) return
  const written = new Set(rows.map(({ id }) => id))
  for (const { id, mailboxId } of copies) {
    if (written.has(id)) ctx.bus.publish({ type: 'message_updated', mailboxId, id })
  }
}

function isTelling({ spf, dkim, dmarc }: AuthenticationBody): boolean {
  return [spf, dkim, dmarc].some(({ result }) => result !== 'none' && result !== 'temperror')
}
