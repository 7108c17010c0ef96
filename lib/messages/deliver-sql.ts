/** The delivering statement: lock, check, number, store and count for a whole batch, in one round trip. */
import { slotFor } from './slots'

/**
 * $1 what is known of each arrival (JSON), $2 the raw bytes of all of them in a row, $3–$6 recipients: position of
 * the arrival, canonical address, address as given, id of the copy; $7 seconds from the end of a mailbox to its purge. One
 * statement for every batch size, so it is prepared once.
 *
 * The locked rows are the newest versions, and the condition is checked again on them: between check and store there
 * is no moment in which a mailbox could end. Locks are taken in one order, so two batches cannot wait for each other.
 */
export const DELIVER = `
WITH arrived AS MATERIALIZED (
  SELECT * FROM json_to_recordset($1::json) AS a (
    ord int, starts int, size int, mail_from text, client_name text, client_ip text, protocol text, tls text,
    duration_ms int, from_name text, from_address text, to_list jsonb, subject text, message_id text, date timestamptz)
), wanted AS MATERIALIZED (
  SELECT * FROM unnest($3::int[], $4::text[], $5::text[], $6::uuid[]) AS w (ord, address, rcpt_to, id)
), locked AS MATERIALIZED (
  SELECT id, address, owner_id, last_seq, expires_at FROM mailboxes
  WHERE address = ANY ($4::text[]) AND is_active AND expires_at > now()
  ORDER BY id FOR NO KEY UPDATE
), limits AS MATERIALIZED (
  SELECT l.id, l.address, l.last_seq, ${slotFor('l.expires_at + make_interval(secs => $7)')} AS slot,
    p.max_message_bytes, p.max_messages_per_mailbox
  FROM locked l LEFT JOIN users u ON u.id = l.owner_id LEFT JOIN plans p ON p.id = coalesce(u.plan_id, 'anonymous')
), numbered AS MATERIALIZED (
  SELECT w.ord, l.id AS mailbox_id, l.slot, w.rcpt_to, w.id,
    (l.last_seq + row_number() OVER (PARTITION BY l.id ORDER BY w.ord))::int AS seq
  FROM wanted w JOIN limits l USING (address) JOIN arrived a USING (ord)
  WHERE a.size <= coalesce(l.max_message_bytes, a.size)
), stored AS (
  INSERT INTO messages (id, mailbox_id, seq, slot, received_at, size, mail_from, rcpt_to, client_name, client_ip, protocol,
    tls, duration_ms, from_name, from_address, to_list, subject, message_id, date)
  SELECT n.id, n.mailbox_id, n.seq, n.slot, date_trunc('milliseconds', now()), a.size, a.mail_from, n.rcpt_to, a.client_name,
    a.client_ip, a.protocol, a.tls, a.duration_ms, a.from_name, a.from_address, a.to_list, a.subject, a.message_id,
    a.date
  FROM numbered n JOIN arrived a USING (ord)
), kept AS (
  INSERT INTO message_sources (mailbox_id, seq, slot, raw)
  SELECT n.mailbox_id, n.seq, n.slot, substring($2::bytea FROM a.starts FOR a.size)
  FROM numbered n JOIN arrived a USING (ord)
), queued AS (
  INSERT INTO unparsed_messages (mailbox_id, seq, message_id, stored_at) SELECT mailbox_id, seq, id, now() FROM numbered
), raised AS (
  UPDATE mailboxes m SET last_seq = m.last_seq + c.n, message_count = m.message_count + c.n,
    unread_count = m.unread_count + c.n
  FROM (SELECT mailbox_id, count(*)::int AS n FROM numbered GROUP BY mailbox_id) c
  WHERE m.id = c.mailbox_id
  RETURNING m.id, m.message_count
)
SELECT w.ord, w.address, l.id AS "mailboxId", n.id, n.seq,
  coalesce(r.message_count > l.max_messages_per_mailbox, false) AS "isOver"
FROM wanted w
LEFT JOIN limits l USING (address)
LEFT JOIN numbered n ON n.ord = w.ord AND n.mailbox_id = l.id
LEFT JOIN raised r ON r.id = l.id`

/**
 * What became of a batch whose connection broke: $1 positions, $2 addresses, $3 ids. The batch is one statement, so one
 * message found means that all of it was committed.
 */
export const FIND_DELIVERED = `
SELECT w.ord, w.address, m.mailbox_id AS "mailboxId", m.id, m.seq, false AS "isOver"
FROM unnest($1::int[], $2::text[], $3::uuid[]) AS w (ord, address, id) LEFT JOIN messages m ON m.id = w.id`

export type DeliveredRow = { ord: number; address: string; isOver: boolean } & (
  | { mailboxId: string; id: string; seq: number }
  | { mailboxId: string | null; id: null; seq: null }
)
