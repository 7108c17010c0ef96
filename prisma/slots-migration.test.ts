/** Messages stored before bulk lay in slots are there afterwards, and leave their slot as others do. */
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createDatabase } from '@/lib/db'
import { emptySlot } from '@/lib/messages/empty-slot'
import { createEmptyDatabase, dropDatabase } from '@/lib/testing/template-database'

const SLOTS = '20261123060000_slots'
const names = readdirSync('prisma/migrations').filter((name) => /^\d/.test(name))
const script = (name: string) => readFileSync(`prisma/migrations/${name}/migration.sql`, 'utf8')

const OLD_MESSAGES = `
  WITH box AS (
    INSERT INTO mailboxes (address, expires_at, ttl_minutes, owner_type, session_token_hash)
    VALUES ('old@mayfly.localhost', now() + interval '1 hour', 60, 'anonymous', 'x') RETURNING id
  ), message AS (
    INSERT INTO messages (id, mailbox_id, seq, received_at, size, mail_from, rcpt_to, client_name, client_ip, protocol,
      duration_ms, to_list, subject, raw)
    SELECT gen_random_uuid(), id, n, now(), 1, '', '', '', '', 'ESMTP', 0, '[]', 'Number ' || n, $1
    FROM box, generate_series(1, 3) n RETURNING id, mailbox_id, seq
  )
  INSERT INTO message_contents (message_id, mailbox_id, seq, preview, cc, reply_to, headers, attachments, attachment_count,
    codes, links, search_signature)
  SELECT id, mailbox_id, seq, 'Preview ' || seq, '[]', '[]', '[]', '[]', 0, '[]', '[]', '\\x00ff' FROM message WHERE seq < 3`

const WHOLE = `
  SELECT m.seq, m.subject, s.raw, c.preview, c.message_id = m.id AS is_its FROM messages m
  LEFT JOIN message_sources s USING (mailbox_id, seq, slot) LEFT JOIN message_contents c USING (mailbox_id, seq, slot)
  ORDER BY seq`

test.each([[true], [false]])('a database with messages: %s', async (isUsed) => {
  const url = await createEmptyDatabase()
  const db = createDatabase(url)
  try {
    for (const name of names.filter((name) => name < SLOTS)) await db.pool.query(script(name))
    const raw = randomBytes(9_000)
    if (isUsed) await db.pool.query(OLD_MESSAGES, [raw])
    await db.pool.query(script(SLOTS))
    const { rows: slots } = await db.pool.query(
      `SELECT inhparent::regclass::text AS bulk, array_agg(inhrelid::regclass::text ORDER BY inhrelid::regclass::text) AS slots
       FROM pg_inherits JOIN pg_class ON oid = inhparent WHERE relkind = 'p' GROUP BY 1 ORDER BY 1`,
    )
    const all = (bulk: string) => ({ bulk, slots: [0, 1, 2, 3, 4, 5].map((slot) => `${bulk}_${slot}`) })
    expect(slots).toEqual([all('message_contents'), all('message_sources')])

    const stored = isUsed
      ? [1, 2, 3].map((seq) => ({
          ...{ seq, subject: `Number ${seq}`, raw },
          ...(seq < 3 ? { preview: `Preview ${seq}`, is_its: true } : { preview: null, is_its: null }),
        }))
      : []
    expect((await db.pool.query(WHOLE)).rows).toEqual(stored)
    for (const { slot } of (await db.pool.query('SELECT DISTINCT slot FROM messages')).rows) {
      expect(await emptySlot({ db }, { slot, afterSeconds: 3_600 })).toBe(true)
    }
    expect((await db.pool.query(WHOLE)).rows).toEqual(stored)
    await db.pool.query('DELETE FROM mailboxes')
    expect((await db.pool.query('SELECT FROM messages')).rowCount).toBe(0)
  } finally {
    await db.close()
    await dropDatabase(url)
  }
})
