/** Summaries: what lists and events carry. Built from stored columns, never by parsing, and only of readable messages. */
import type { Context } from '@/lib/context'
import type { AddressBody, SummaryBody } from './schema'
import { belongs } from './slots'

export type SummaryRow = {
  id: string
  seq: number
  from_name: string | null
  from_address: string | null
  to_list: AddressBody[]
  subject: string
  preview: string | null
  received_at: Date
  is_read: boolean
  size: number
  attachment_count: number | null
  otp: string | null
  verification_link: string | null
}

export const SUMMARY_COLUMNS = `m.id, m.seq, m.from_name, m.from_address, m.to_list, m.subject, c.preview, m.received_at,
  m.is_read, m.size, c.attachment_count, c.otp, c.verification_link`

/** Messages of live mailboxes `b` with their contents `c`, which are absent until parsed. */
export const MESSAGES = `live_mailboxes b JOIN messages m ON m.mailbox_id = b.id
  LEFT JOIN message_contents c ON ${belongs('c', 'm')}`

/**
 * A message is readable once it and all before it have contents, or when what holds it back is 2 s old: so readers
 * see every seq in order, an event never precedes its text, and no parser can hide mail for longer.
 * `mailboxId` is an SQL expression: where it stands for itself, and not for a column, this is looked up once for all rows.
 */
export const readableIn = (mailboxId: string) => `m.seq < coalesce((SELECT min(u.seq) FROM unparsed_messages u
  WHERE u.mailbox_id = ${mailboxId} AND u.stored_at > now() - interval '2 seconds'), 2147483647)`

/** Oldest first, seq > `afterSeq`; empty for a mailbox that is no longer live. */
export async function listMessagesAfter(
  ctx: Context,
  mailboxId: string,
  afterSeq: number,
  limit: number,
): Promise<SummaryBody[]> {
  const { rows } = await ctx.db.pool.query<SummaryRow>({
    name: 'list_messages_after',
    text: `SELECT ${SUMMARY_COLUMNS} FROM ${MESSAGES}
           WHERE b.id = $1 AND m.seq > $2 AND ${readableIn('$1')} ORDER BY m.seq LIMIT $3`,
    values: [mailboxId, afterSeq, limit],
  })
  return rows.map(toSummaryBody)
}

/** One message by id, if it is there, readable, and its mailbox lives. */
export async function findSummary(ctx: Context, mailboxId: string, id: string): Promise<SummaryBody | null> {
  const { rows } = await ctx.db.pool.query<SummaryRow>({
    name: 'find_summary',
    text: `SELECT ${SUMMARY_COLUMNS} FROM ${MESSAGES} WHERE b.id = $1 AND m.id = $2 AND ${readableIn('$1')}`,
    values: [mailboxId, id],
  })
  return rows[0] ? toSummaryBody(rows[0]) : null
}

export function toSummaryBody(row: SummaryRow): SummaryBody {
  return {
    id: row.id,
    seq: row.seq,
    from: row.from_address === null ? null : { name: row.from_name ?? '', address: row.from_address },
    to: row.to_list,
    subject: row.subject,
    preview: row.preview ?? '',
    received_at: row.received_at.toISOString(),
    is_read: row.is_read,
    size: row.size,
    attachment_count: row.attachment_count ?? 0,
    otp: row.otp,
    verification_link: row.verification_link,
  }
}
