/** The messages of all mailboxes of a viewer together, as servers with one list for everything show them. */
import type { Viewer } from '@/lib/accounts/viewer'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { ownedBy } from '@/lib/mailboxes/mailboxes'
import { type MessageFilter, toPredicates } from './filters'
import type { AddressBody, SummaryBody } from './schema'
import { MESSAGES, readableIn, SUMMARY_COLUMNS, type SummaryRow, toSummaryBody } from './summaries'

export type Condition = MessageFilter & {
  /** A part of a recipient, of the envelope or the header, without case. */
  to?: string
  messageId?: string
  hasAttachment?: boolean
  /** Exclusive. */
  before?: Date
}

/** All of a term's conditions must hold, or not all of them when it is negated. */
export type Term = { isNegated: boolean; condition: Condition }

export type OwnedMessage = {
  address: string
  summary: SummaryBody
  messageId: string | null
  cc: AddressBody[]
  replyTo: AddressBody[]
}

type Input = {
  limit: number
  offset: number
  /** Only of this mailbox. */
  address?: string
  terms: Term[]
}

/** In each mailbox only so many of the newest are looked at: lists of this kind are paged by offset. */
const MAX_LOOKED_AT = 1_000

type Row = SummaryRow & {
  address: string
  message_id: string | null
  cc: AddressBody[] | null
  reply_to: AddressBody[] | null
  matched: number
}

/** Newest first; `matched` counts all that match, up to a thousand of each mailbox. */
export async function listOwnedMessages(
  { db }: Context,
  viewer: Viewer,
  { limit, offset, address, terms }: Input,
): Promise<{ items: OwnedMessage[]; matched: number }> {
  const values: unknown[] = [viewer.ownerId, viewer.sessionTokenHash, address ?? null, limit, offset]
  const param = (value: unknown) => `$${values.push(value)}`
  const wanted = ['b.id = o.id', readableIn('b.id'), ...terms.map((term) => toSql(term, param))].join(' AND ')
  const { rows } = await db.pool.query<Row>(
    `SELECT found.*, count(*) OVER ()::int AS matched FROM live_mailboxes o CROSS JOIN LATERAL (
       SELECT ${SUMMARY_COLUMNS}, b.address, m.message_id, c.cc, c.reply_to FROM ${MESSAGES}
       WHERE ${wanted} ORDER BY m.seq DESC LIMIT ${MAX_LOOKED_AT}) found
     WHERE ${ownedBy(1)} AND ($3::text IS NULL OR o.address = $3)
     ORDER BY found.received_at DESC, found.address, found.seq DESC LIMIT $4 OFFSET $5`,
    values,
  )
  return { items: rows.map(toOwnedMessage), matched: rows[0]?.matched ?? 0 }
}

function toSql({ isNegated, condition }: Term, param: (value: unknown) => string): string {
  const { to, messageId, hasAttachment, before, ...filter } = condition
  const parts = toPredicates(filter, param).map(({ sql }) => sql)
  if (to !== undefined) {
    parts.push(`position(lower(${param(to)}) in lower(concat_ws(' ', m.rcpt_to, m.to_list::text))) > 0`)
  }
  if (messageId !== undefined) parts.push(`coalesce(position(${param(messageId)}::text in m.message_id) > 0, false)`)
  if (hasAttachment) parts.push('coalesce(c.attachment_count > 0, false)')
  if (before !== undefined) parts.push(`m.received_at < ${param(before)}::timestamptz`)
  const all = `(${parts.length === 0 ? 'true' : parts.join(' AND ')})`
  return isNegated ? `NOT ${all}` : all
}

/** How many messages the viewer's live mailboxes keep. */
export async function countOwnedMessages(
  { db }: Context,
  viewer: Viewer,
  address?: string,
): Promise<{ total: number; unread: number }> {
  const { rows } = await db.pool.query<{ total: number; unread: number }>(
    `SELECT coalesce(sum(message_count), 0)::int AS total, coalesce(sum(unread_count), 0)::int AS unread
     FROM live_mailboxes WHERE ${ownedBy(1)} AND ($3::text IS NULL OR address = $3)`,
    [viewer.ownerId, viewer.sessionTokenHash, address ?? null],
  )
  return rows[0] ?? { total: 0, unread: 0 }
}

/** The mailbox that the message is in. Throws `message_not_found` where it is in none of the viewer's live ones. */
export async function getMessageAddress({ db }: Context, viewer: Viewer, id: string): Promise<string> {
  const { rows } = await db.pool.query<{ address: string }>(
    `SELECT b.address FROM ${MESSAGES} WHERE ${ownedBy(1)} AND m.id = $3 AND ${readableIn('b.id')}`,
    [viewer.ownerId, viewer.sessionTokenHash, id],
  )
  if (!rows[0]) throw new AppError('message_not_found')
  return rows[0].address
}

function toOwnedMessage(row: Row): OwnedMessage {
  const { address, message_id, cc, reply_to } = row
  return { address, summary: toSummaryBody(row), messageId: message_id, cc: cc ?? [], replyTo: reply_to ?? [] }
}
