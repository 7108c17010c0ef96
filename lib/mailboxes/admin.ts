/** What the operator may do to mailboxes, whoever owns them. */
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { endMailboxes, type MailboxRow, toMailboxBody } from './mailboxes'
import type { MailboxBody } from './schema'

/** Live ones, newest first. */
export async function listLiveMailboxes({ db }: Context, { limit }: { limit: number }): Promise<MailboxBody[]> {
  const { rows } = await db.pool.query<MailboxRow>(
    'SELECT * FROM live_mailboxes ORDER BY created_at DESC, id DESC LIMIT $1',
    [limit],
  )
  return rows.map(toMailboxBody)
}

/** Ends it now, as its owner would. Throws `mailbox_not_found` when no live mailbox has this address. */
export async function deleteAnyMailbox(ctx: Context, address: string): Promise<void> {
  const [mailboxId] = await endMailboxes(ctx.db.pool, 'address = $1', [address])
  if (mailboxId === undefined) throw new AppError('mailbox_not_found')
  ctx.bus.publish({ type: 'mailbox', mailboxId })
}

export type Stats = {
  live_mailboxes: number
  /** Due, but not yet flipped by the expiry loop. */
  due_mailboxes: number
  /** Ended, and not yet purged. */
  ended_mailboxes: number
  messages: number
  unparsed_messages: number
  retired_addresses: number
  users: number
  database_bytes: number
}

export async function getStats({ db }: Context): Promise<Stats> {
  const { rows } = await db.pool.query<Stats>(
    `SELECT count(*) FILTER (WHERE is_active AND expires_at > now())::int AS live_mailboxes,
       count(*) FILTER (WHERE is_active AND expires_at <= now())::int AS due_mailboxes,
       count(*) FILTER (WHERE NOT is_active)::int AS ended_mailboxes,
       coalesce(sum(message_count), 0)::int AS messages,
       (SELECT count(*)::int FROM unparsed_messages) AS unparsed_messages,
       (SELECT count(*)::int FROM retired_addresses) AS retired_addresses,
       (SELECT count(*)::int FROM users) AS users,
       pg_database_size(current_database())::float8 AS database_bytes
     FROM mailboxes`,
  )
  const [stats] = rows
  if (!stats) throw new Error('an aggregate without a row')
  return stats
}
