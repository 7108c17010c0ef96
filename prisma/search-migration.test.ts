/** Messages stored before search knew parts of words are found by them afterwards. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createDatabase } from '@/lib/db'
import { createEmptyDatabase, dropDatabase } from '@/lib/testing/template-database'

const script = (name: string) => readFileSync(`prisma/migrations/${name}/migration.sql`, 'utf8')

const OLD_MESSAGE = `
  WITH box AS (
    INSERT INTO mailboxes (address, expires_at, ttl_minutes, owner_type, session_token_hash)
    VALUES ('old@mayfly.localhost', now() + interval '1 hour', 60, 'anonymous', 'x') RETURNING id
  ), message AS (
    INSERT INTO messages (id, mailbox_id, seq, received_at, size, mail_from, rcpt_to, client_name, client_ip, protocol,
      duration_ms, to_list, subject, raw)
    SELECT gen_random_uuid(), id, 3, now(), 1, '', '', '', '', 'ESMTP', 0, '[]', '', 'x' FROM box RETURNING id
  )
  INSERT INTO message_contents (message_id, preview, cc, reply_to, headers, attachments, attachment_count, codes, links,
    search)
  SELECT id, '', '[]', '[]', '[]', '[]', 0, '[]', '[]', $1::text::tsvector FROM message`

test.each([
  [`'crème' 'straße' 'οδος' 'مَرْحَبًا' '驗證碼' 'ёлка'`, ['creme', 'strasse', 'οδοσ', 'مرحبا', '驗證碼', 'елка']],
  [null, []],
])('what was stored with the words %s is found by them, folded', async (search, words) => {
  const url = await createEmptyDatabase()
  const db = createDatabase(url)
  try {
    await db.pool.query(script('20261122000000_init'))
    await db.pool.query(OLD_MESSAGE, [search])
    await db.pool.query(script('20261122220000_search_parts_of_words'))
    const { rows } = await db.pool.query('SELECT seq, mailbox_id, search_text, search_signature FROM message_contents')
    expect(rows).toMatchObject([{ seq: 3, search_signature: null }])
    expect(rows[0].search_text.split(' ').filter(Boolean).sort()).toEqual([...words].sort())
  } finally {
    await db.close()
    await dropDatabase(url)
  }
})
