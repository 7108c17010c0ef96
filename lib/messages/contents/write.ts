/** The statement that writes contents, many at once, and takes their messages off the list of the unparsed. */
import type { Queryable } from '@/lib/db'
import type { StoredMessage } from '../contents'
import type { EncodedContents } from './encode'

export type ContentsRow = { message: StoredMessage; contents: EncodedContents }

/**
 * $1 is a JSON array. Messages that are gone, or about to go (their row is locked), get no contents; rows of
 * `unparsed_messages` that a healer holds are left to it. So the statement waits for nobody, and twice is as good
 * as once. A message that is held here keeps its slot. Rows to lock are looked up one by one, by key: the plan stays, and
 * both tables may be empty when it is made.
 */
export const WRITE_CONTENTS = `
WITH given AS MATERIALIZED (
  SELECT * FROM json_to_recordset($1::json) AS g (
    id uuid, mailbox_id uuid, seq int, preview text, body_text text, body_html text, safe_html text, cc jsonb,
    reply_to jsonb, headers jsonb, attachments jsonb, attachment_count int, codes jsonb, links jsonb, otp text,
    verification_link text, parse_error text, search_text text, search_signature text)
), kept AS MATERIALIZED (
  SELECT m.id, m.slot FROM given g
  CROSS JOIN LATERAL (SELECT id, slot FROM messages WHERE id = g.id FOR KEY SHARE SKIP LOCKED) m
), written AS (
  INSERT INTO message_contents (message_id, mailbox_id, seq, slot, preview, body_text, body_html, safe_html, cc, reply_to,
    headers, attachments, attachment_count, codes, links, otp, verification_link, parse_error, search_text,
    search_signature)
  SELECT id, mailbox_id, seq, slot, preview, body_text, body_html, safe_html, cc, reply_to, headers, attachments,
    attachment_count, codes, links, otp, verification_link, parse_error, search_text, decode(search_signature, 'base64')
  FROM given JOIN kept USING (id)
  ON CONFLICT (mailbox_id, seq, slot) DO NOTHING
), settled AS MATERIALIZED (
  SELECT u.ctid FROM given g JOIN kept USING (id)
  CROSS JOIN LATERAL (
    SELECT ctid FROM unparsed_messages
    WHERE mailbox_id = g.mailbox_id AND seq = g.seq AND message_id = g.id
    FOR UPDATE SKIP LOCKED) u
)
DELETE FROM unparsed_messages WHERE ctid = ANY (ARRAY(SELECT ctid FROM settled))`

/** One statement, one commit. Throws what the database throws; then nothing is written. */
export async function writeContents(client: Queryable, rows: ContentsRow[]): Promise<void> {
  // bytes go as they are: a string would be encoded once more
  await client.query({ name: 'write_contents', text: WRITE_CONTENTS, values: [toJsonArray(rows)] })
}

function toJsonArray(rows: ContentsRow[]): Buffer {
  const pieces: Uint8Array[] = []
  for (const { message, contents } of rows) {
    const { id, mailboxId, seq } = message
    const ids = `${pieces.length === 0 ? '[' : ','}{"id":"${id}","mailbox_id":"${mailboxId}","seq":${seq},`
    pieces.push(Buffer.from(ids), contents)
  }
  return Buffer.concat([...pieces, Buffer.from(']')])
}
