/** The statement that writes contents, many at once, and takes their messages off the list of the unparsed. */
import type { Queryable } from '@/lib/db'
import type { StoredMessage } from '../contents'
import type { ParsedMessage } from '../schema'

export type ContentsRow = { message: StoredMessage; parsed: ParsedMessage }

/**
 * $1 is a JSON array. Messages that are gone, or about to go (their row is locked), get no contents; rows of
 * `unparsed_messages` that a healer holds are left to it. So the statement waits for nobody, and twice is as good
 * as once.
 */
const WRITE = `
WITH given AS MATERIALIZED (
  SELECT * FROM json_to_recordset($1::json) AS g (
    id uuid, mailbox_id uuid, seq int, preview text, body_text text, body_html text, safe_html text, cc jsonb,
    reply_to jsonb, headers jsonb, attachments jsonb, attachment_count int, codes jsonb, links jsonb, otp text,
    verification_link text, parse_error text, search_text text, search_signature text)
), kept AS MATERIALIZED (
  SELECT m.id FROM messages m WHERE m.id IN (SELECT id FROM given) FOR KEY SHARE SKIP LOCKED
), written AS (
  INSERT INTO message_contents (message_id, mailbox_id, seq, preview, body_text, body_html, safe_html, cc, reply_to,
    headers, attachments, attachment_count, codes, links, otp, verification_link, parse_error, search_text,
    search_signature)
  SELECT id, mailbox_id, seq, preview, body_text, body_html, safe_html, cc, reply_to, headers, attachments,
    attachment_count, codes, links, otp, verification_link, parse_error, search_text, decode(search_signature, 'base64')
  FROM given JOIN kept USING (id)
  ON CONFLICT (message_id) DO NOTHING
), settled AS MATERIALIZED (
  SELECT u.mailbox_id, u.seq FROM unparsed_messages u JOIN given g USING (mailbox_id, seq)
  WHERE u.message_id = g.id AND g.id IN (SELECT id FROM kept)
  FOR UPDATE OF u SKIP LOCKED
)
DELETE FROM unparsed_messages u USING settled s WHERE u.mailbox_id = s.mailbox_id AND u.seq = s.seq`

/** One statement, one commit. Throws what the database throws; then nothing is written. */
export async function writeContents(client: Queryable, rows: ContentsRow[]): Promise<void> {
  await client.query({ name: 'write_contents', text: WRITE, values: [JSON.stringify(rows.map(toRecord))] })
}

function toRecord({ message, parsed }: ContentsRow) {
  return {
    id: message.id,
    mailbox_id: message.mailboxId,
    seq: message.seq,
    preview: parsed.preview,
    body_text: parsed.bodyText,
    body_html: parsed.bodyHtml,
    safe_html: parsed.safeHtml,
    cc: parsed.cc,
    reply_to: parsed.replyTo,
    headers: parsed.headers,
    attachments: parsed.attachments,
    attachment_count: parsed.attachments.length,
    codes: parsed.codes,
    links: parsed.links,
    otp: parsed.otp,
    verification_link: parsed.verificationLink,
    parse_error: parsed.parseError,
    search_text: parsed.searchText,
    search_signature: parsed.searchSignature,
  }
}
