/** P9: deleting 100,000 ended mailboxes with five messages each while mail keeps arriving, against the plain cascade. */
import { setTimeout as sleep } from 'node:timers/promises'
import { purge } from '@/lib/mailboxes/purge'
import { addDeadMail, MESSAGES_EACH, preparePlainTables, tableBytes } from './lib/dead-mail'
import { addMailboxes, DOMAIN, type Store, startCompanion, startStore } from './lib/mayfly'
import { type Cost, measureAlone } from './lib/one-backend'
import { type PacedLoad, startPacedLoad } from './lib/paced-load'
import { percentile, printTable, spread, writeResult } from './lib/report'
import { inWorld } from './lib/world'

const MAILBOXES = Number(process.env.BENCH_ROWS ?? 100_000)
const PER_SECOND = Number(process.env.BENCH_RATE ?? 300)
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3)
const SECONDS_BEFORE = 10

type Layout = 'plain' | 'ours'
type Round = Cost & { p99Before: number; p99: number; mbBefore: number; mbAfter: number; vacuumSeconds: number }

const config = { PURGE_AFTER_HOURS: 24, ADDRESS_QUARANTINE_DAYS: 30 } as Parameters<typeof purge>[0]['config']

await inWorld(async (world) => {
  const store = await startStore(world)
  await preparePlainTables(store)
  // its own purge is never due
  const { smtpPort } = await startCompanion(world, store, {
    PURGE_AFTER_HOURS: '1000',
    EXPIRY_INTERVAL_SECONDS: '3600',
  })
  await addMailboxes(store, 'paced', 2_000, '10 hours')
  const load = await startPacedLoad(world, {
    port: smtpPort,
    perSecond: PER_SECOND,
    mailboxes: 2_000,
    to: (n) => `${n}paced@${DOMAIN}`,
  })
  const rounds: Record<Layout, Round[]> = { plain: [], ours: [] }
  for (let n = 1; n <= ROUNDS; n++) {
    for (const layout of ['plain', 'ours'] as const) {
      console.error(`Round ${n}, ${layout}: adding ${MAILBOXES} mailboxes …`)
      rounds[layout].push(await runRound(store, load, layout))
    }
  }
  load.stop()
  report(rounds)
})

async function runRound(store: Store, load: PacedLoad, layout: Layout): Promise<Round> {
  await addDeadMail(store, layout, MAILBOXES)
  console.error('  measuring deliveries alone, then beside the deletion …')
  await sleep(3_000)
  await load.takeLatencies()
  await sleep(SECONDS_BEFORE * 1_000)
  const before = await load.takeLatencies()
  const mbBefore = (await tableBytes(store, layout)) / 1e6
  const cost = await measureAlone(store, (db) =>
    layout === 'plain' ? db.pool.query('DELETE FROM plain.mailboxes') : purge({ db, config }),
  )
  const during = await load.takeLatencies()
  const mbAfter = (await tableBytes(store, layout)) / 1e6
  const left = await countDead(store, layout)
  if (left > 0) throw new Error(`${left} mailboxes were left`)
  console.error(`  deleted in ${cost.seconds.toFixed(1)} s, vacuuming …`)
  const start = performance.now()
  await store.db.pool.query(`VACUUM ${['mailboxes', 'messages', 'message_contents'].map((t) => toTable(layout, t))}`)
  const vacuumSeconds = (performance.now() - start) / 1_000
  await store.db.pool.query('TRUNCATE retired_addresses')
  return { ...cost, p99Before: percentile(before, 99), p99: percentile(during, 99), mbBefore, mbAfter, vacuumSeconds }
}

function toTable(layout: Layout, name: string): string {
  return `${layout === 'plain' ? 'plain' : 'public'}.${name}`
}

async function countDead({ db }: Store, layout: Layout): Promise<number> {
  const { rows } = await db.pool.query(`SELECT FROM ${toTable(layout, 'mailboxes')} WHERE NOT is_active`)
  return rows.length
}

function report(rounds: Record<Layout, Round[]>): void {
  const median = (layout: Layout, what: keyof Round) => spread(rounds[layout].map((round) => round[what])).median
  const row = (title: string, layout: Layout) => ({
    what: title,
    seconds: median(layout, 'seconds'),
    'WAL MB': median(layout, 'walMb'),
    'VACUUM s': median(layout, 'vacuumSeconds'),
    'MB before': median(layout, 'mbBefore'),
    'MB after': median(layout, 'mbAfter'),
    'delivery p99 ms, before': median(layout, 'p99Before'),
    'and meanwhile': median(layout, 'p99'),
  })
  const ratios = {
    time: median('ours', 'seconds') / median('plain', 'seconds'),
    wal: median('ours', 'walMb') / median('plain', 'walMb'),
    deliveryP99: spread(rounds.ours.map(({ p99, p99Before }) => p99 / p99Before)).median,
    deliveryP99Plain: spread(rounds.plain.map(({ p99, p99Before }) => p99 / p99Before)).median,
  }
  printTable(
    `Purge of ${MAILBOXES} mailboxes with ${MESSAGES_EACH * MAILBOXES} messages of 4 kB, ${PER_SECOND} mails/s arriving`,
    [row('plain cascade, one statement', 'plain'), row('purge', 'ours')],
  )
  printTable('Ratios', [
    { what: 'time', ours: ratios.time, target: '≤ 0.4' },
    { what: 'WAL', ours: ratios.wal, target: '≤ 0.15' },
    { what: 'p99 of deliveries meanwhile', ours: ratios.deliveryP99, target: '≤ 2' },
    { what: 'the same beside the plain cascade', ours: ratios.deliveryP99Plain, target: '' },
  ])
  writeResult('purge', { ratios, rounds, MAILBOXES, PER_SECOND, ROUNDS })
}
