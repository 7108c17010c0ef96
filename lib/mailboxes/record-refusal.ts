/** Refused deliveries, kept for the owner who asks where a mail is. */
import type { Context } from '@/lib/context'

export type RefusedAttempt = {
  /** null when the client went away before a reply. */
  smtpCode: number | null
  /** A word of the listener's table of replies, or `connection_lost`. */
  reason: string
  /** Only its domain is kept. */
  mailFrom: string
  clientName: string
  tls: string | null
  /** Bytes seen or declared; null when neither is known. */
  size: number | null
  durationMs: number
  /** How long ago it was. */
  ageMs: number
}

/** What an owner may want to look at; more would let a stranger fill the table. */
const KEPT_PER_MAILBOX = 1_000

/** Files the attempt for those of the (canonical) addresses that live now and did then; the others leave no trace. */
export async function recordRefusals(
  { db, bus }: Pick<Context, 'db' | 'bus'>,
  addresses: string[],
  attempt: RefusedAttempt,
): Promise<void> {
  const { rows } = await db.pool.query<{ mailbox_id: string }>(
    `INSERT INTO deliveries (mailbox_id, at, result, smtp_code, reason, from_domain, client_name, tls, size, duration_ms)
     SELECT id, now() - $9 * interval '1 millisecond', 'refused', $2, $3, $4, $5, $6, $7, $8 FROM live_mailboxes
     WHERE address = ANY ($1::text[]) AND created_at <= now() - $9 * interval '1 millisecond'
     RETURNING mailbox_id`,
    [
      addresses,
      attempt.smtpCode,
      attempt.reason,
      toDomain(attempt.mailFrom),
      attempt.clientName,
      attempt.tls,
      attempt.size === null ? null : Math.min(attempt.size, 2_147_483_647),
      Math.round(attempt.durationMs),
      attempt.ageMs,
    ],
  )
  if (rows.length === 0) return
  for (const { mailbox_id } of rows) bus.publish({ type: 'refused', mailboxId: mailbox_id })
  await db.pool.query(
    `DELETE FROM deliveries d USING unnest($1::uuid[]) AS b (id)
     WHERE d.mailbox_id = b.id AND (d.at, d.id) <= (
       SELECT o.at, o.id FROM deliveries o WHERE o.mailbox_id = b.id ORDER BY o.at DESC, o.id DESC OFFSET $2 LIMIT 1)`,
    [rows.map(({ mailbox_id }) => mailbox_id), KEPT_PER_MAILBOX],
  )
}

function toDomain(mailFrom: string): string | null {
  return mailFrom.slice(mailFrom.lastIndexOf('@') + 1).toLowerCase() || null
}
