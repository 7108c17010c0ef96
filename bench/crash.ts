/**
 * Nothing acknowledged is lost, doubled or out of order, and nothing is late, under full load while process after process
 * is killed (SIGKILL). Not a figure but a proof: it fails where one mail does not add up.
 */
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createDatabase } from '@/lib/db'
import { findFreePort } from '@/server/launch/ports'
import { findAccess, urlOf } from '@/server/launch/postgres/cluster'
import { addOwned, createCaller } from './lib/callers'
import { startKills } from './lib/kills'
import { DOMAIN, untilParsed } from './lib/mayfly'
import { startProgram } from './lib/programs'
import { printTable, writeResult } from './lib/report'
import { startRestlessLoad } from './lib/restless-load'
import { followRestlessly } from './lib/restless-reader'
import { inWorld } from './lib/world'

const SECONDS = Number(process.env.BENCH_SECONDS ?? 60)
const MAILBOXES = 300
/** These end one after the other while mail for them keeps coming. */
const ENDING = 100
const READERS = 30

await inWorld(async (world) => {
  const [web, smtp, health] = [await findFreePort(), await findFreePort(), await findFreePort()]
  const dataDir = path.join(world.folder, 'data')
  await startProgram(world, process.execPath, ['.build/launch.js'], {
    ports: [web, smtp, health],
    env: {
      ...{ PORT: `${web}`, SMTP_PORT: `${smtp}`, COMPANION_PORT: `${health}`, DATA_DIR: dataDir, MAIL_DOMAINS: DOMAIN },
      ...{
        UNKNOWN_RECIPIENT: 'reject',
        RATE_LIMITS: 'off',
        AUTHENTICATION_RESULTS: 'off',
        LOG_LEVEL: 'fatal',
        DATABASE_URL: '',
        REDIS_URL: '',
      },
    },
  })
  const access = findAccess(dataDir)
  if (!access) throw new Error('the launcher left no way to its database')
  const url = `http://127.0.0.1:${web}`
  const db = createDatabase(urlOf(access), { statementLimitMs: 0 })
  world.onEnd(() => db.close())
  const caller = await createCaller(url)
  await addOwned({ db }, caller, 'kept', MAILBOXES)
  await addOwned({ db }, caller, 'ending', ENDING)
  await db.pool.query(
    `UPDATE mailboxes SET expires_at = date_trunc('milliseconds', now()) + random() * make_interval(secs => $1)
     WHERE address LIKE '%ending@%'`,
    [SECONDS],
  )
  const names = [...count(MAILBOXES, 'kept'), ...count(ENDING, 'ending')]
  const readers = count(READERS, 'kept').map((address) => followRestlessly(url, caller.token, address))
  const load = startRestlessLoad(smtp, names)
  const kills = startKills(dataDir)
  await sleep(SECONDS * 1_000)
  const killed = await kills.stop()
  const isReady = (port: number) =>
    fetch(`http://127.0.0.1:${port}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    )
  while (!((await isReady(web)) && (await isReady(health)))) await sleep(100)
  const { acknowledged, unanswered } = await load.stop()
  const one = async (sql: string, values: unknown[] = []) => Number((await db.pool.query(sql, values)).rows[0]?.n)
  await untilParsed({ db })

  const wrong = {
    lost: await one(
      'SELECT count(*) n FROM unnest($1::text[]) s WHERE NOT EXISTS (SELECT FROM messages WHERE subject = s)',
      [acknowledged],
    ),
    doubled: await one('SELECT count(*) n FROM (SELECT FROM messages GROUP BY subject HAVING count(*) > 1) d'),
    'gaps in seq': await one(
      `SELECT count(*) n FROM mailboxes b LEFT JOIN LATERAL (
         SELECT count(*) AS rows, coalesce(max(seq), 0) AS last FROM messages WHERE mailbox_id = b.id) m ON true
       WHERE m.rows <> b.last_seq OR m.last <> b.last_seq OR b.message_count <> b.last_seq`,
    ),
    'bytes missing': await one(
      `SELECT count(*) n FROM messages m LEFT JOIN message_sources s
         ON s.slot = m.slot AND s.mailbox_id = m.mailbox_id AND s.seq = m.seq
       WHERE octet_length(s.raw) IS DISTINCT FROM m.size`,
    ),
    'without contents': await one(
      `SELECT count(*) n FROM messages m WHERE NOT EXISTS (SELECT FROM message_contents c
         WHERE c.slot = m.slot AND c.mailbox_id = m.mailbox_id AND c.seq = m.seq)`,
    ),
    'taken in after the end': await one(
      'SELECT count(*) n FROM messages m JOIN mailboxes b ON b.id = m.mailbox_id WHERE m.received_at >= b.expires_at',
    ),
    'events lost, doubled or out of order': 0,
  }
  for (const reader of readers) {
    const last = await one('SELECT last_seq AS n FROM mailboxes WHERE address = $1', [reader.address])
    wrong['events lost, doubled or out of order'] += await reader.countFaults(last)
  }
  const stored = await one('SELECT count(*) n FROM messages')
  const rows = [
    { what: 'killed', count: killed },
    { what: 'acknowledged', count: acknowledged.length },
    { what: 'stored', count: stored },
    { what: 'sent without a 250', count: unanswered },
    ...Object.entries(wrong).map(([what, count]) => ({ what, count })),
  ]
  printTable(`${SECONDS} s of mail on 50 connections, a process killed every few seconds`, rows)
  writeResult('crash', { rows })
  if (Object.values(wrong).some((n) => n !== 0)) throw new Error('something does not add up')
})

function count(n: number, name: string): string[] {
  return Array.from({ length: n }, (_, i) => `${i + 1}${name}@${DOMAIN}`)
}
