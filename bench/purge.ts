/** P9: deleting 100,000 ended mailboxes with five messages each while mail keeps arriving, against the plain cascade. */
import { purge } from '@/lib/mailboxes/purge'
import { addMailboxes, DOMAIN, type Store, startCompanion, startStore } from './lib/mayfly'
import { startPacedLoad } from './lib/paced-load'
import { percentile, printTable, writeResult } from './lib/report'
import { inWorld } from './lib/world'

const MAILBOXES = Number(process.env.BENCH_ROWS ?? 100_000)
const PER_SECOND = Number(process.env.BENCH_RATE ?? 300)
const SECONDS_BEFORE = 10

await inWorld(async (world) => {
  const store = await startStore(world)
  console.error(`Adding ${MAILBOXES} mailboxes with five messages each, twice …`)
  await addEnded(store, 'plain')
  const plain = await measured(store, () => store.db.pool.query("DELETE FROM mailboxes WHERE address LIKE '%plain@%'"))
  await store.db.pool.query('VACUUM ANALYZE')
  await addEnded(store, 'ours')
  const { smtpPort } = await startCompanion(world, store, { PURGE_AFTER_HOURS: '1000' })
  await addMailboxes(store, 'paced', 2_000)
  const load = await startPacedLoad(world, {
    port: smtpPort,
    perSecond: PER_SECOND,
    mailboxes: 2_000,
    to: (n) => `${n}paced@${DOMAIN}`,
  })
  await new Promise((resolve) => setTimeout(resolve, SECONDS_BEFORE * 1_000))
  const before = await load.takeLatencies()
  const sizeBefore = await tableBytes(store)
  const config = { PURGE_AFTER_HOURS: 24, ADDRESS_QUARANTINE_DAYS: 30 } as Parameters<typeof purge>[0]['config']
  const ours = await measured(store, () => purge({ db: store.db, config }))
  const during = await load.takeLatencies()
  load.stop()
  await store.db.pool.query('VACUUM')
  const rows = [
    {
      what: 'plain cascade, one statement, no other load',
      seconds: plain.seconds,
      'WAL MB': plain.walMb,
      'p99 ms of deliveries': '',
    },
    {
      what: `purge, ${PER_SECOND} mails/s arriving`,
      seconds: ours.seconds,
      'WAL MB': ours.walMb,
      'p99 ms of deliveries': percentile(during, 99),
    },
    {
      what: 'ratio',
      seconds: ours.seconds / plain.seconds,
      'WAL MB': ours.walMb / plain.walMb,
      'p99 ms of deliveries': percentile(during, 99) / percentile(before, 99),
    },
  ]
  printTable(`Purge of ${MAILBOXES} mailboxes with ${5 * MAILBOXES} messages of 4 kB`, rows)
  console.log(
    `\nTables: ${(sizeBefore / 1e6).toFixed(0)} MB before, ${((await tableBytes(store)) / 1e6).toFixed(0)} MB after VACUUM`,
  )
  writeResult('purge', { rows, MAILBOXES, PER_SECOND })
})

async function addEnded({ db }: Store, name: string): Promise<void> {
  await db.pool.query(
    `INSERT INTO mailboxes (address, created_at, expires_at, ttl_minutes, owner_type, is_active, ended_at, last_seq, message_count)
     SELECT n || $1 || '@' || $2, now() - interval '3 days', now() - interval '2 days', 60, 'anonymous', false, now() - interval '2 days', 5, 5
     FROM generate_series(1, $3::int) n`,
    [name, DOMAIN, MAILBOXES],
  )
  const raw = Buffer.from('Subject: To be forgotten\r\n\r\n'.padEnd(4_000, 'Nothing in here matters any more. '))
  for (let seq = 1; seq <= 5; seq++) {
    const { rows } = await db.pool.query<{ count: number }>(
      `WITH stored AS (
         INSERT INTO messages (id, mailbox_id, seq, received_at, size, mail_from, rcpt_to, client_name, client_ip, protocol, duration_ms, to_list, subject, raw)
         SELECT gen_random_uuid(), id, $2, created_at, 4000, 'a@example.com', address, 'bench', '127.0.0.1', 'ESMTP', 1, '[]', 'To be forgotten', $3
         FROM mailboxes WHERE address LIKE '%' || $1 || '@%' RETURNING id, mailbox_id, seq),
       parsed AS (
         INSERT INTO message_contents (message_id, mailbox_id, seq, preview, body_text, cc, reply_to, headers, attachments, attachment_count, codes, links)
         SELECT id, mailbox_id, seq, 'Nothing', repeat('Nothing in here matters. ', 100), '[]', '[]', '[]', '[]', 0, '[]', '[]' FROM stored RETURNING 1)
       SELECT count(*)::int AS count FROM parsed`,
      [name, seq, raw],
    )
    if (rows[0]?.count !== MAILBOXES) throw new Error(`${rows[0]?.count} messages were added`)
  }
  await db.pool.query('VACUUM ANALYZE')
}

async function measured({ db }: Store, step: () => Promise<unknown>): Promise<{ seconds: number; walMb: number }> {
  const lsn = async () => (await db.pool.query<{ lsn: string }>('SELECT pg_current_wal_lsn() AS lsn')).rows[0]?.lsn
  const from = await lsn()
  const start = performance.now()
  await step()
  const seconds = (performance.now() - start) / 1_000
  const { rows } = await db.pool.query<{ bytes: string }>('SELECT pg_wal_lsn_diff($1, $2) AS bytes', [
    await lsn(),
    from,
  ])
  return { seconds, walMb: Number(rows[0]?.bytes) / 1e6 }
}

async function tableBytes({ db }: Store): Promise<number> {
  const { rows } = await db.pool.query<{ bytes: string }>(
    "SELECT pg_total_relation_size('messages') + pg_total_relation_size('message_contents') AS bytes",
  )
  return Number(rows[0]?.bytes)
}
