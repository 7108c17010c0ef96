/** The answer to "where is my mail?": every SMTP attempt for an address, accepted or refused, newest first. */
import type { Viewer } from '@/lib/accounts/viewer'
import type { Context } from '@/lib/context'
import { explainRefusal } from './explain-refusal'
import { getMailbox } from './mailboxes'
import type { DeliveryBody } from './schema'

export type DeliveryRow = Omit<DeliveryBody, 'at' | 'explanation'> & { at: Date }

/** `key` tells attempts of the same millisecond apart. */
export type Attempt = { at: Date; key: string; body: DeliveryBody }

type Page = { limit: number; before?: { at: Date; key: string } }

/** Accepted attempts are the messages kept, and what `deliveries` filed when a message went; refused ones stand there. */
const ATTEMPTS = `
  SELECT received_at AS at, 'm' || lpad(seq::text, 10, '0') AS key, 'accepted' AS result, 250 AS smtp_code,
         NULL AS reason, lower(nullif(split_part(mail_from, '@', -1), '')) AS from_domain, client_name, tls, size,
         duration_ms, id AS message_id
  FROM messages WHERE mailbox_id = $1
  UNION ALL
  SELECT at, 'd' || lpad(id::text, 19, '0'), result, smtp_code, reason, from_domain, client_name, tls, size, duration_ms,
         message_id
  FROM deliveries WHERE mailbox_id = $1`

export async function listDeliveries(
  ctx: Context,
  viewer: Viewer,
  address: string,
  { limit, before }: Page,
): Promise<Attempt[]> {
  const mailbox = await getMailbox(ctx, viewer, address)
  const { rows } = await ctx.db.pool.query<DeliveryRow & { key: string }>(
    `SELECT * FROM (${ATTEMPTS}) a
     WHERE ($2::timestamptz IS NULL OR (at, key) < ($2, $3::text)) ORDER BY at DESC, key DESC LIMIT $4`,
    [mailbox.id, before?.at ?? null, before?.key ?? null, limit],
  )
  return rows.map((row) => ({ at: row.at, key: row.key, body: toDeliveryBody(row) }))
}

export function toDeliveryBody(row: DeliveryRow): DeliveryBody {
  return {
    at: row.at.toISOString(),
    result: row.result,
    smtp_code: row.smtp_code,
    reason: row.reason,
    explanation: row.result === 'refused' ? explainRefusal(row.reason) : null,
    from_domain: row.from_domain,
    client_name: row.client_name,
    tls: row.tls,
    size: row.size,
    duration_ms: row.duration_ms,
    message_id: row.message_id,
  }
}

const MAX_REFUSED = 100

/** What was refused after that time, newest first. The caller knows that the mailbox is the viewer's. */
export async function listRefusedAfter(ctx: Context, mailboxId: string, time: Date): Promise<DeliveryBody[]> {
  const { rows } = await ctx.db.pool.query<DeliveryRow>(
    `SELECT * FROM deliveries WHERE mailbox_id = $1 AND at > $2 AND result = 'refused'
     ORDER BY at DESC, id DESC LIMIT ${MAX_REFUSED}`,
    [mailboxId, time],
  )
  return rows.map(toDeliveryBody)
}
