/** One look at many mailboxes in one query: whether they live, how far they may be read, when to look again. */
import type { Context } from '@/lib/context'
import { endedError, type MailboxRow } from '@/lib/mailboxes/mailboxes'

export type Look = {
  mailboxId: string
  /** null once the mailbox was purged. */
  row: MailboxRow | null
  /** Why nothing can be read any more; null while it lives. */
  end: 'mailbox_expired' | 'mailbox_deleted' | null
  /** Changes whenever the row does. */
  version: string
  /** The database's clock at this look. */
  now: Date
  /** Every message up to this seq may be shown. */
  readableSeq: number
  /** Every message up to this seq has contents. */
  parsedSeq: number
  /** Milliseconds until looking again is worth it without any hint: the expiry, or a message held back until then. */
  againInMs: number
}

type LookRow = Omit<MailboxRow, 'id'> & {
  mailbox_id: string
  id: string | null
  version: string | null
  is_live: boolean | null
  now: Date
  first_unparsed: number | null
  first_held_back: number | null
  again_in_ms: number | null
}

/** The order of the answer is not that of the ids. Held back means unparsed for less than 2 s. */
export async function lookAt({ db }: Pick<Context, 'db'>, mailboxIds: string[]): Promise<Look[]> {
  const { rows } = await db.pool.query<LookRow>({
    name: 'look_at_mailboxes',
    text: `SELECT k.id AS mailbox_id, m.id, m.address, m.created_at, m.expires_at, m.ttl_minutes, m.is_active, m.ended_at,
             m.owner_type, m.message_count, m.unread_count, m.last_seq, m.refused_since, m.xmin::text AS version,
             m.is_active AND m.expires_at > now() AS is_live, now(), u.first_unparsed, u.first_held_back,
             ceil(extract(epoch FROM least(m.expires_at, u.shown_at) - clock_timestamp()) * 1000)::float8 AS again_in_ms
           FROM unnest($1::uuid[]) AS k(id)
           LEFT JOIN mailboxes m ON m.id = k.id
           LEFT JOIN LATERAL (
             SELECT min(seq) AS first_unparsed,
               min(seq) FILTER (WHERE stored_at > now() - interval '2 seconds') AS first_held_back,
               min(stored_at + interval '2 seconds') FILTER (WHERE stored_at > now() - interval '2 seconds') AS shown_at
             FROM unparsed_messages WHERE mailbox_id = m.id) u ON true`,
    values: [mailboxIds],
  })
  return rows.map(toLook)
}

/** Which of these mailboxes have another version than the one known, or are gone. */
export async function findChanged({ db }: Pick<Context, 'db'>, versions: Map<string, string>): Promise<string[]> {
  const { rows } = await db.pool.query<{ id: string }>({
    name: 'find_changed_mailboxes',
    text: `SELECT k.id FROM unnest($1::uuid[], $2::text[]) AS k(id, version)
           LEFT JOIN mailboxes m ON m.id = k.id WHERE m.xmin::text IS DISTINCT FROM k.version`,
    values: [[...versions.keys()], [...versions.values()]],
  })
  return rows.map(({ id }) => id)
}

function toLook({ mailbox_id: mailboxId, id, version, is_live: isLive, now, ...rest }: LookRow): Look {
  const row = id === null ? null : { id, ...rest }
  return {
    mailboxId,
    row,
    end: isLive ? null : row && endedError(row).code === 'mailbox_expired' ? 'mailbox_expired' : 'mailbox_deleted',
    version: version ?? '',
    now,
    readableSeq: rest.first_held_back === null ? (row?.last_seq ?? 0) : rest.first_held_back - 1,
    parsedSeq: rest.first_unparsed === null ? (row?.last_seq ?? 0) : rest.first_unparsed - 1,
    againInMs: rest.again_in_ms ?? 0,
  }
}
