/** Messages as their mailbox's owner reads, marks and deletes them. */
import type { Viewer } from '@/lib/accounts/viewer'
import type { Context } from '@/lib/context'
import { transaction } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { getMailbox, ownedBy } from '@/lib/mailboxes/mailboxes'
import { archiveAndDelete } from './archive'
import { type StoredAttachment, toAttachmentBody } from './attachments/place'
import { type MessageFilter, toPredicates, toSearchPredicate } from './filters'
import { findOwned } from './find-owned'
import type { AuthenticationBody, CodeBody, HeaderBody, LinkBody, MessageBody, SummaryBody } from './schema'
import { MESSAGES, readableIn, SUMMARY_COLUMNS, type SummaryRow, toSummaryBody } from './summaries'

type ListInput = MessageFilter & { limit: number; beforeSeq?: number; afterSeq?: number }

/** Newest first; `beforeSeq` and `afterSeq` are exclusive. */
export async function listMessages(
  ctx: Context,
  viewer: Viewer,
  address: string,
  { limit, beforeSeq, afterSeq, ...filter }: ListInput,
): Promise<SummaryBody[]> {
  const values: unknown[] = [beforeSeq ?? 2_147_483_647, afterSeq ?? 0, limit]
  const param = (value: unknown) => `$${values.push(value)}`
  const found = toSearchPredicate(filter, param)
  const predicates = toPredicates(found === null ? filter : { ...filter, q: undefined }, param)
  if (found !== null) {
    const mailbox = param((await getMailbox(ctx, viewer, address)).id)
    const wanted = [`b.id = ${mailbox}`, readableIn(mailbox), ...predicates.map(({ sql }) => sql)].join(' AND ')
    const { rows } = await ctx.db.pool.query<SummaryRow>(toSearchSql(mailbox, found, wanted), values)
    return rows.map(toSummaryBody)
  }
  const owned = ownedBy(values.push(viewer.ownerId, viewer.sessionTokenHash) - 1)
  // found first: a plan that is kept must never begin with all messages
  const mailbox = `(SELECT id FROM live_mailboxes WHERE address = ${param(address)} AND ${owned})`
  const wanted = [`b.id = ${mailbox}`, readableIn(mailbox), ...predicates.map(({ sql }) => sql)].join(' AND ')
  const { rows } = await ctx.db.pool.query<SummaryRow>({
    name: `list_messages ${predicates.map(({ name }) => name)}`,
    text: `SELECT ${SUMMARY_COLUMNS} FROM ${MESSAGES} WHERE m.seq < $1 AND m.seq > $2 AND ${wanted}
           ORDER BY m.seq DESC LIMIT $3`,
    values,
  })
  // nothing to show, or nobody's business
  if (rows.length === 0) await getMailbox(ctx, viewer, address)
  return rows.map(toSummaryBody)
}

/**
 * Walks the contents of the mailbox from the newest, joins only those that hold the words, and stops when the page is full.
 * LIMIT 1 holds the planner to that order, whatever it believes about tables that grew a moment ago.
 */
function toSearchSql(mailbox: string, found: string, wanted: string): string {
  return `SELECT found.* FROM message_contents s CROSS JOIN LATERAL (
            SELECT ${SUMMARY_COLUMNS} FROM ${MESSAGES} WHERE m.seq = s.seq AND ${wanted} LIMIT 1) found
          WHERE s.mailbox_id = ${mailbox} AND s.seq < $1 AND s.seq > $2 AND ${found} ORDER BY s.seq DESC LIMIT $3`
}

type Renderable = {
  subject: string
  safeHtml: string | null
  bodyText: string | null
  attachments: StoredAttachment[] | null
}

export const MESSAGE_COLUMNS = `${SUMMARY_COLUMNS}, m.message_id, m.date, c.cc, c.reply_to, c.headers, c.body_text,
  c.body_html, c.attachments, c.codes, c.links, c.parse_error, c.authentication`

export type MessageRow = SummaryRow & {
  message_id: string | null
  date: Date | null
  cc: MessageBody['cc'] | null
  reply_to: MessageBody['reply_to'] | null
  headers: HeaderBody[] | null
  body_text: string | null
  body_html: string | null
  attachments: StoredAttachment[] | null
  codes: CodeBody[] | null
  links: LinkBody[] | null
  parse_error: string | null
  authentication: AuthenticationBody | null
}

/** The whole message. Reading does not mark it as read. */
export async function getMessage(ctx: Context, viewer: Viewer, address: string, id: string): Promise<MessageBody> {
  const row = await findOwned<MessageRow>(ctx, viewer, { address, id }, MESSAGE_COLUMNS, { name: 'get_message' })
  return toMessageBody(row)
}

/** What the HTML view is made of. */
export async function getRenderable(ctx: Context, viewer: Viewer, address: string, id: string) {
  const row = await findOwned<Renderable>(
    ctx,
    viewer,
    { address, id },
    `m.subject, c.safe_html AS "safeHtml", c.body_text AS "bodyText", c.attachments`,
  )
  return { ...row, attachments: (row.attachments ?? []).map(toAttachmentBody) }
}

/** Sets the read mark; idempotent. */
export async function markMessage(
  ctx: Context,
  viewer: Viewer,
  address: string,
  { id, isRead }: { id: string; isRead: boolean },
): Promise<SummaryBody> {
  const mailboxId = await transaction(ctx.db, async (client) => {
    const mailbox = await lockMailbox(ctx, client, viewer, address)
    const { rowCount } = await client.query(
      'UPDATE messages SET is_read = $3 WHERE mailbox_id = $1 AND id = $2 AND is_read <> $3',
      [mailbox, id, isRead],
    )
    if (rowCount) {
      await client.query('UPDATE mailboxes SET unread_count = unread_count + $2 WHERE id = $1', [
        mailbox,
        isRead ? -1 : 1,
      ])
    }
    return mailbox
  })
  const row = await findOwned<SummaryRow>(ctx, viewer, { address, id }, SUMMARY_COLUMNS, { name: 'get_summary' })
  ctx.bus.publish({ type: 'message_updated', mailboxId, id })
  return toSummaryBody(row)
}

/** Deletes one message for good; its seq stays unused and its delivery stays in the log. */
export async function deleteMessage(ctx: Context, viewer: Viewer, address: string, id: string): Promise<void> {
  const deleted = await transaction(ctx.db, async (client) => {
    const mailboxId = await lockMailbox(ctx, client, viewer, address)
    const [seq] = await archiveAndDelete(client, mailboxId, 'm.id = $2::uuid', [id])
    return seq === undefined ? undefined : { mailboxId, seq }
  })
  if (!deleted) throw new AppError('message_not_found')
  ctx.bus.publish({ type: 'message_deleted', mailboxId: deleted.mailboxId, id, seq: deleted.seq })
}

/** Counters and rows change together: whoever changes messages holds their mailbox's row first, as delivery does. */
async function lockMailbox(
  ctx: Context,
  client: Parameters<Parameters<typeof transaction>[1]>[0],
  viewer: Viewer,
  address: string,
): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM mailboxes WHERE address = $1 AND ${ownedBy(2)} AND is_active AND expires_at > now()
     FOR NO KEY UPDATE`,
    [address, viewer.ownerId, viewer.sessionTokenHash],
  )
  return rows[0]?.id ?? (await getMailbox(ctx, viewer, address)).id
}

export function toMessageBody(row: MessageRow): MessageBody {
  return {
    ...toSummaryBody(row),
    cc: row.cc ?? [],
    reply_to: row.reply_to ?? [],
    date: row.date?.toISOString() ?? null,
    message_id: row.message_id,
    headers: row.headers ?? [],
    body_text: row.body_text,
    body_html: row.body_html,
    attachments: (row.attachments ?? []).map(toAttachmentBody),
    codes: row.codes ?? [],
    // older rows do not say it
    links: (row.links ?? []).map((link) => ({ ...link, is_aligned: link.is_aligned ?? null })),
    parse_error: row.parse_error,
    authentication: row.authentication,
  }
}
