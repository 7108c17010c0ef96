/** Mailboxes from before the expiry queue end on time, and those that had ended are purged. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createDatabase } from '@/lib/db'
import { expireMailboxes } from '@/lib/mailboxes/expire'
import { purge } from '@/lib/mailboxes/purge'
import { createEmptyDatabase, dropDatabase } from '@/lib/testing/template-database'

const ENDS = '20261123080000_ends_touch_no_index'
const names = readdirSync('prisma/migrations').filter((name) => /^\d/.test(name))

test('a database with mailboxes', async () => {
  const url = await createEmptyDatabase()
  const db = createDatabase(url)
  const run = (name: string) => db.pool.query(readFileSync(`prisma/migrations/${name}/migration.sql`, 'utf8'))
  try {
    for (const name of names.filter((name) => name < ENDS)) await run(name)
    await db.pool.query(
      `INSERT INTO mailboxes (address, expires_at, ttl_minutes, owner_type, is_active, ended_at) VALUES
       ('lives', now() + interval '1 hour', 60, 'anonymous', true, NULL),
       ('due', now() - interval '1 minute', 60, 'anonymous', true, NULL),
       ('deleted', now() + interval '1 hour', 60, 'anonymous', false, now() - interval '2 hours'),
       ('expired', now() - interval '2 hours', 60, 'anonymous', false, now() - interval '2 hours')`,
    )
    await run(ENDS)
    expect(await expireMailboxes({ db })).toBe(1)
    const config = { PURGE_AFTER_HOURS: 1, ADDRESS_QUARANTINE_DAYS: 1 } as Parameters<typeof purge>[0]['config']
    expect((await purge({ db, config })).mailboxes).toBe(2)
    const { rows } = await db.pool.query('SELECT address, is_active FROM mailboxes ORDER BY address')
    expect(rows).toEqual([
      { address: 'due', is_active: false },
      { address: 'lives', is_active: true },
    ])
    expect((await db.pool.query('SELECT FROM expiry_queue')).rowCount).toBe(1)
  } finally {
    await db.close()
    await dropDatabase(url)
  }
})
