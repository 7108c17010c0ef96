/** Mailboxes as their owners see them. Ownership and liveness are asked in the where clause, by the database's clock. */
import type { Viewer } from '@/lib/accounts/viewer'
import type { Context } from '@/lib/context'
import type { Queryable } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { findMailbox } from './find-mailbox'
import type { MailboxBody, OwnerType } from './schema'

export type Mailbox = {
  id: string
  address: string
  body: MailboxBody
  /** Milliseconds left, by the database's clock. */
  expiresInMs: number
}

export type MailboxRow = {
  id: string
  address: string
  created_at: Date
  expires_at: Date
  ttl_minutes: number
  is_active: boolean
  ended_at: Date | null
  owner_type: OwnerType
  message_count: number
  unread_count: number
  last_seq: number
  /** Of its table, not of the view of what lives. */
  refused_since?: number
}

/** The owner of a row; `$n` and `$n+1` are `viewer.ownerId` and `viewer.sessionTokenHash`, null matches nothing. */
export const ownedBy = (n: number) => `(owner_id = $${n}::uuid OR session_token_hash = $${n + 1}::bytea)`

/** What is live and the viewer's; throws `mailbox_not_found`, and for the owner of an ended one why it ended. */
export async function getMailbox(ctx: Context, viewer: Viewer, address: string): Promise<Mailbox> {
  const row = await findMailbox(ctx, viewer, address)
  if (!row) throw new AppError('mailbox_not_found')
  if (!row.is_live) throw endedError(row)
  return { id: row.id, address: row.address, body: toMailboxBody(row), expiresInMs: row.expires_in_ms }
}

/** The id behind an address, whoever owns it and whether it lives; for doors that open it by that. */
export async function findMailboxId({ db }: Context, address: string): Promise<string | null> {
  const { rows } = await db.pool.query<{ id: string }>('SELECT id FROM mailboxes WHERE address = $1', [address])
  return rows[0]?.id ?? null
}

type Page = { limit: number; before?: { createdAt: Date; id: string } }

/** The viewer's live mailboxes, newest first. */
export async function listMailboxes(ctx: Context, viewer: Viewer, { limit, before }: Page): Promise<Mailbox[]> {
  if (viewer.kind === 'none') return []
  const { rows } = await ctx.db.pool.query<MailboxRow & { expires_in_ms: number }>(
    `SELECT *, extract(epoch FROM expires_at - clock_timestamp())::float8 * 1000 AS expires_in_ms
     FROM live_mailboxes
     WHERE ${ownedBy(1)} AND ($3::timestamptz IS NULL OR (created_at, id) < ($3, $4::uuid))
     ORDER BY created_at DESC, id DESC LIMIT $5`,
    [viewer.ownerId, viewer.sessionTokenHash, before?.createdAt ?? null, before?.id ?? null, limit],
  )
  return rows.map((row) => ({
    id: row.id,
    address: row.address,
    body: toMailboxBody(row),
    expiresInMs: row.expires_in_ms,
  }))
}

/** `expires_at` becomes now + min(ttl, plan's maximum); what has ended stays ended. */
export async function extendMailbox(
  ctx: Context,
  viewer: Viewer,
  address: string,
  { ttlMinutes }: { ttlMinutes: number },
): Promise<Mailbox> {
  const { rows } = await ctx.db.pool.query<MailboxRow & { expires_in_ms: number }>(
    `UPDATE mailboxes m
     SET ttl_minutes = t.minutes, expires_at = date_trunc('milliseconds', now()) + make_interval(mins => t.minutes)
     FROM (SELECT least($4::float8, max_ttl_minutes)::int AS minutes FROM plans WHERE id = $5) t
     WHERE m.address = $1 AND ${ownedBy(2)} AND m.is_active AND m.expires_at > now()
     RETURNING m.*, extract(epoch FROM m.expires_at - clock_timestamp())::float8 * 1000 AS expires_in_ms`,
    [address, viewer.ownerId, viewer.sessionTokenHash, ttlMinutes, viewer.planId],
  )
  const [row] = rows
  if (!row) {
    await getMailbox(ctx, viewer, address)
    throw new AppError('mailbox_not_found')
  }
  ctx.bus.publish({ type: 'mailbox', mailboxId: row.id })
  return { id: row.id, address: row.address, body: toMailboxBody(row), expiresInMs: row.expires_in_ms }
}

/** Ends it now: nothing is delivered or read from here on; the purge reclaims it later. */
export async function deleteMailbox(ctx: Context, viewer: Viewer, address: string): Promise<void> {
  const [ended] = await endMailboxes(ctx.db.pool, `address = $1 AND ${ownedBy(2)}`, [
    address,
    viewer.ownerId,
    viewer.sessionTokenHash,
  ])
  if (!ended) {
    await getMailbox(ctx, viewer, address)
    throw new AppError('mailbox_not_found')
  }
  ctx.bus.publish({ type: 'mailbox', mailboxId: ended })
}

/** The one statement that ends live mailboxes before their time. Returns their ids; publish the hints after commit. */
export async function endMailboxes(db: Queryable, where: string, values: unknown[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `UPDATE mailboxes SET is_active = false, ended_at = date_trunc('milliseconds', now())
     WHERE ${where} AND is_active AND expires_at > now() RETURNING id`,
    values,
  )
  return rows.map(({ id }) => id)
}

export function toMailboxBody(row: MailboxRow): MailboxBody {
  return {
    address: row.address,
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
    ttl_minutes: row.ttl_minutes,
    is_active: row.is_active,
    owner_type: row.owner_type,
    message_count: row.message_count,
    unread_count: row.unread_count,
    last_seq: row.last_seq,
  }
}

/** A row that ended earlier than `expires_at` was deleted; every other end is the expiry, flipped or not. */
export function endedError(row: Pick<MailboxRow, 'is_active' | 'ended_at' | 'expires_at' | 'refused_since'>): AppError {
  const isDeleted = !row.is_active && row.ended_at !== null && row.ended_at < row.expires_at
  const endedAt = isDeleted && row.ended_at ? row.ended_at : row.expires_at
  return new AppError(isDeleted ? 'mailbox_deleted' : 'mailbox_expired', {
    extra: { ended_at: endedAt.toISOString(), refused_since: row.refused_since },
  })
}
