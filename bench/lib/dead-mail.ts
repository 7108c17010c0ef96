/** Mailboxes that ended long ago, with five parsed messages of 4 kB each: as we store them, and as the plain cascade does. */
import { randomBytes } from 'node:crypto'
import { CLOSED_SLOT } from '@/lib/messages/slots'
import { DOMAIN, type Store } from './mayfly'

export const MESSAGES_EACH = 5
const SAMPLES = 200

/**
 * Messages with their bytes, contents by foreign key: everything goes with its mailbox, row by row. VACUUM is measured by
 * itself, and would stand for minutes behind one that takes its time.
 */
const PLAIN_TABLES = `
  CREATE SCHEMA plain;
  CREATE TABLE plain.mailboxes (LIKE public.mailboxes INCLUDING ALL);
  CREATE TABLE plain.messages (LIKE public.messages INCLUDING ALL, raw bytea NOT NULL,
    FOREIGN KEY (mailbox_id) REFERENCES plain.mailboxes ON DELETE CASCADE);
  ALTER TABLE plain.messages ALTER raw SET STORAGE EXTERNAL, ALTER slot DROP NOT NULL;
  CREATE TABLE plain.message_contents (LIKE public.message_contents INCLUDING DEFAULTS INCLUDING STORAGE,
    PRIMARY KEY (message_id), FOREIGN KEY (message_id) REFERENCES plain.messages ON DELETE CASCADE);
  ALTER TABLE plain.message_contents ALTER slot DROP NOT NULL;
  CREATE UNIQUE INDEX ON plain.message_contents (mailbox_id, seq) INCLUDE (search_signature);
  ALTER TABLE plain.mailboxes SET (autovacuum_enabled = off);
  ALTER TABLE plain.messages SET (autovacuum_enabled = off, toast.autovacuum_enabled = off);
  ALTER TABLE plain.message_contents SET (autovacuum_enabled = off, toast.autovacuum_enabled = off);
  CREATE TABLE sample (n int PRIMARY KEY, raw bytea, text text, signature bytea);`

/** Call once. */
export async function preparePlainTables({ db }: Store): Promise<void> {
  await db.pool.query(PLAIN_TABLES)
  for (let n = 0; n < SAMPLES; n++) {
    const text = randomBytes(1_500).toString('base64').replaceAll('/', ' ')
    const raw = Buffer.from('Subject: To be forgotten\r\n\r\n'.padEnd(4_000, text))
    await db.pool.query('INSERT INTO sample VALUES ($1, $2, $3, $4)', [n, raw, text, randomBytes(256)])
  }
}

const MESSAGE =
  'id, mailbox_id, seq, received_at, size, mail_from, rcpt_to, client_name, client_ip, protocol, duration_ms'
const CONTENTS = 'message_id, mailbox_id, seq, preview, body_text, cc, reply_to, headers, attachments, attachment_count'

/** Resolves when the slot that is emptied next is certain (five minutes after its turn) and full. */
export async function addDeadMail({ db }: Store, layout: 'plain' | 'ours', mailboxes: number): Promise<void> {
  const schema = layout === 'plain' ? 'plain' : 'public'
  const slot = layout === 'plain' ? null : await findClosedSlot({ db })
  await db.pool.query(
    `INSERT INTO ${schema}.mailboxes (address, created_at, expires_at, ttl_minutes, owner_type, session_token_hash, is_active,
       ended_at, last_seq, message_count)
     SELECT n || 'dead@' || $1, now() - interval '3 days', now() - interval '2 days', 60, 'anonymous', sha256(n::text::bytea),
       false, now() - interval '2 days', $2::int, $2
     FROM generate_series(1, $3::int) n`,
    [DOMAIN, MESSAGES_EACH, mailboxes],
  )
  const bytes =
    layout === 'plain'
      ? 'SELECT 1'
      : `INSERT INTO message_sources (mailbox_id, seq, slot, raw) SELECT mailbox_id, seq, $2, raw FROM given`
  for (let seq = 1; seq <= MESSAGES_EACH; seq++) {
    console.error(`  message ${seq} of ${MESSAGES_EACH} for each …`)
    await db.pool.query(
      `WITH given AS MATERIALIZED (
         SELECT gen_random_uuid() AS id, b.id AS mailbox_id, $1::int AS seq, b.created_at, b.address, s.raw, s.text, s.signature
         FROM (SELECT *, row_number() OVER () AS n FROM ${schema}.mailboxes WHERE NOT is_active) b
         JOIN sample s ON s.n = (b.n + $1) % ${SAMPLES}
       ), stored AS (
         INSERT INTO ${schema}.messages (${MESSAGE}, to_list, subject, slot${layout === 'plain' ? ', raw' : ''})
         SELECT id, mailbox_id, seq, created_at, 4000, 'a@example.com', address, 'bench', '127.0.0.1', 'ESMTP', 1, '[]',
           'To be forgotten', $2::smallint${layout === 'plain' ? ', raw' : ''} FROM given
       ), sources AS (${bytes})
       INSERT INTO ${schema}.message_contents (${CONTENTS}, codes, links, search_text, search_signature, slot)
       SELECT id, mailbox_id, seq, left(text, 140), text, '[]', '[]', '[]', '[]', 0, '[]', '[]', left(text, 900), signature, $2
       FROM given`,
      [seq, slot],
    )
  }
  await db.pool.query('VACUUM ANALYZE')
}

async function findClosedSlot({ db }: Pick<Store, 'db'>): Promise<number> {
  for (let looks = 0; ; looks++) {
    const { rows } = await db.pool.query<{ slot: number | null }>(`SELECT ${CLOSED_SLOT} AS slot`)
    if (typeof rows[0]?.slot === 'number') return rows[0].slot
    if (looks === 0)
      console.error('  waiting for a slot to close (at most some minutes around noon and midnight UTC) …')
    await new Promise((resolve) => setTimeout(resolve, 5_000))
  }
}

/** Bytes on disk of everything that belongs to mailboxes and messages. */
export async function tableBytes({ db }: Store, layout: 'plain' | 'ours'): Promise<number> {
  const { rows } = await db.pool.query<{ bytes: string }>(
    `SELECT sum(pg_total_relation_size(oid)) AS bytes FROM pg_class
     WHERE relkind = 'r' AND relnamespace = $1::regnamespace AND relname ~ '^(mailboxes|message)'`,
    [layout === 'plain' ? 'plain' : 'public'],
  )
  return Number(rows[0]?.bytes)
}
