/** Deleting messages keeps the record of their delivery: the log answers "where is my mail?" after they are gone. */
import type { Queryable } from '@/lib/db'
import { deleteBulk } from './bulk'

/**
 * Deletes the messages `m` of a mailbox that `where` picks ($1 is the mailbox, `values` from $2), files their deliveries
 * and keeps the mailbox's counters exact. A row that a parser holds is left to it: waiting for parsers under the
 * mailbox's lock would hold up deliveries. Bytes and contents go at once: their owner wants them gone, and a flood into a
 * full mailbox is not to fill the disk until its slot is emptied. Returns the seqs deleted. The caller holds the mailbox's row lock.
 */
export async function archiveAndDelete(
  client: Queryable,
  mailboxId: string,
  where: string,
  values: unknown[],
): Promise<number[]> {
  const { rows } = await client.query<{ id: string; seq: number; slot: number }>(
    `WITH gone AS (
       DELETE FROM messages m WHERE m.mailbox_id = $1 AND ${where} RETURNING m.*
     ), settled AS (
       DELETE FROM unparsed_messages WHERE (mailbox_id, seq) IN (
         SELECT u.mailbox_id, u.seq FROM unparsed_messages u JOIN gone g ON u.mailbox_id = $1 AND u.seq = g.seq
         FOR UPDATE OF u SKIP LOCKED)
     ), filed AS (
       INSERT INTO deliveries (mailbox_id, at, result, smtp_code, from_domain, client_name, tls, size, duration_ms, message_id)
       SELECT mailbox_id, received_at, 'accepted', 250, lower(nullif(split_part(mail_from, '@', -1), '')), client_name, tls, size,
              duration_ms, id
       FROM gone ORDER BY seq
     ), counted AS (
       UPDATE mailboxes SET message_count = message_count - (SELECT count(*) FROM gone),
                            unread_count = unread_count - (SELECT count(*) FROM gone WHERE NOT is_read)
       WHERE id = $1
     )
     SELECT id, seq, slot FROM gone ORDER BY seq`,
    [mailboxId, ...values],
  )
  for (const slot of new Set(rows.map((row) => row.slot))) {
    const seqs = rows.filter((row) => row.slot === slot).map(({ seq }) => seq)
    await deleteBulk(client, slot, 'mailbox_id = $1 AND seq = ANY ($2::int[])', [mailboxId, seqs])
  }
  if (rows.length > 0) {
    // not a trigger: the purge deletes messages by the million, and nobody is told of those
    await client.query(`SELECT tell_of_messages($1, 'message_deleted', $2, $3)`, [
      mailboxId,
      rows.map(({ seq }) => seq),
      rows.map(({ id }) => id),
    ])
  }
  return rows.map(({ seq }) => seq)
}
