/** P7 and P8: an idle expiry cycle beside five million mailboxes, and a million due at once while mail keeps arriving. */
import { setTimeout as sleep } from 'node:timers/promises'
import { expireMailboxes, findExpiryDelay } from '@/lib/mailboxes/expire'
import { addMailboxes, DOMAIN, type Store, startCompanion, startStore } from './lib/mayfly'
import { type PacedLoad, startPacedLoad } from './lib/paced-load'
import { percentile, printTable, spread, writeResult } from './lib/report'
import { inWorld } from './lib/world'

const ROWS = Number(process.env.BENCH_ROWS ?? 5_000_000)
const DUE = Number(process.env.BENCH_DUE ?? Math.round(ROWS / 5))
/** Half of what one companion takes on the machine that PERFORMANCE quotes. */
const PER_SECOND = Number(process.env.BENCH_RATE ?? 500)
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3)
const SECONDS_BEFORE = 10
/** Slower than any machine adds them. */
const ADDED_PER_SECOND = Number(process.env.BENCH_ADDED_PER_SECOND ?? 6_000)

type Round = { flippedSeconds: number; p99Before: number; p99: number }

await inWorld(async (world) => {
  const store = await startStore(world)
  console.error(`Adding ${ROWS} ended mailboxes …`)
  await addEnded(store)
  const idle = await measureIdleCycles(store)
  // its loop learns of mailboxes that nobody created through it, however few and soon due they are
  const { smtpPort } = await startCompanion(world, store, { EXPIRY_INTERVAL_SECONDS: '5' })
  await addMailboxes(store, 'paced', 2_000, '10 hours')
  const load = await startPacedLoad(world, {
    port: smtpPort,
    perSecond: PER_SECOND,
    mailboxes: 2_000,
    to: (n) => `${n}paced@${DOMAIN}`,
  })
  const rounds: Round[] = []
  for (let n = 1; n <= ROUNDS; n++) {
    console.error(`Round ${n}: adding ${DUE} that fall due at once …`)
    rounds.push(await runRound(store, load, n))
  }
  load.stop()
  report(idle, rounds)
})

async function runRound(store: Store, load: PacedLoad, round: number): Promise<Round> {
  const dueAt = await addDue(store, round)
  await load.takeLatencies()
  await sleep(Math.max(0, dueAt.getTime() - Date.now()))
  const before = await load.takeLatencies()
  await untilFlipped(store)
  const flippedSeconds = (Date.now() - dueAt.getTime()) / 1_000
  return { flippedSeconds, p99Before: percentile(before, 99), p99: percentile(await load.takeLatencies(), 99) }
}

function report(idle: number[], rounds: Round[]): void {
  const row = (what: string, values: number[], target: string) => ({ what, ...spread(values), target })
  const ratios = rounds.map(({ p99, p99Before }) => p99 / p99Before)
  const rows = [
    row(`idle cycle beside ${ROWS} mailboxes, ms`, idle, '≤ 2'),
    row(
      `${DUE} due at once, flipped after s`,
      rounds.map(({ flippedSeconds }) => flippedSeconds),
      '≤ 30 for 1,000,000',
    ),
    row(
      'delivery p99 before, ms',
      rounds.map(({ p99Before }) => p99Before),
      '',
    ),
    row(
      'delivery p99 meanwhile, ms',
      rounds.map(({ p99 }) => p99),
      '',
    ),
    row('meanwhile / before', ratios, '≤ 2'),
  ]
  printTable(`Expiry, with ${PER_SECOND} mails/s arriving`, rows)
  writeResult('expiry', { rows, rounds, ROWS, DUE, PER_SECOND, ROUNDS })
}

async function addEnded({ db }: Store): Promise<void> {
  const step = 100_000
  for (let n = 0; n < ROWS; n += step) {
    await db.pool.query(
      `INSERT INTO mailboxes (address, created_at, expires_at, ttl_minutes, owner_type, session_token_hash, is_active, ended_at)
       SELECT n || 'ended@' || $1, now() - interval '2 hours', now() - interval '1 hour', 60, 'anonymous',
         sha256((n || 'ended')::bytea), false, now() - interval '1 hour'
       FROM generate_series($3::int, $2::int) n`,
      [DOMAIN, Math.min(ROWS, n + step), n + 1],
    )
  }
  await db.pool.query('VACUUM ANALYZE mailboxes')
}

async function measureIdleCycles({ db }: Store): Promise<number[]> {
  const config = { EXPIRY_INTERVAL_SECONDS: 60 } as Parameters<typeof findExpiryDelay>[0]['config']
  const times: number[] = []
  for (let round = 0; round < 50; round++) {
    const start = performance.now()
    await expireMailboxes({ db })
    await findExpiryDelay({ db, config })
    times.push(performance.now() - start)
  }
  return times.slice(5)
}

/** New live mailboxes that all end at one instant, a while after the last of them is stored. Returns that instant. */
async function addDue({ db }: Store, round: number): Promise<Date> {
  const seconds = DUE / ADDED_PER_SECOND + SECONDS_BEFORE + 5
  const { rows } = await db.pool.query<{ at: Date }>("SELECT now() + $1 * interval '1 second' AS at", [seconds])
  const at = rows[0]?.at ?? new Date()
  const step = 20_000
  for (let n = 0; n < DUE; n += step) {
    await db.pool.query(
      `INSERT INTO mailboxes (address, expires_at, ttl_minutes, owner_type, session_token_hash)
       SELECT n || 'due' || $4 || '@' || $1, $3, 60, 'anonymous', sha256((n || 'due' || $4)::bytea)
       FROM generate_series($5::int, $2::int) n`,
      [DOMAIN, Math.min(DUE, n + step), at, round, n + 1],
    )
  }
  const left = at.getTime() - Date.now()
  if (left < SECONDS_BEFORE * 1_000) throw new Error('adding took too long: lower BENCH_ADDED_PER_SECOND')
  await db.pool.query('CHECKPOINT')
  await sleep(Math.max(0, at.getTime() - Date.now() - SECONDS_BEFORE * 1_000))
  return at
}

async function untilFlipped({ db }: Store): Promise<void> {
  for (;;) {
    const { rows } = await db.pool.query(
      'SELECT 1 FROM expiry_queue WHERE expires_at <= now() ORDER BY expires_at LIMIT 1',
    )
    if (rows.length === 0) return
    await sleep(100)
  }
}
