/** P7 and P8: an idle expiry cycle beside five million mailboxes, and a million due at once while mail keeps arriving. */
import { expireMailboxes, findExpiryDelay } from '@/lib/mailboxes/expire'
import { addMailboxes, DOMAIN, type Store, startCompanion, startStore } from './lib/mayfly'
import { startPacedLoad } from './lib/paced-load'
import { percentile, printTable, spread, writeResult } from './lib/report'
import { inWorld } from './lib/world'

const ROWS = Number(process.env.BENCH_ROWS ?? 5_000_000)
const DUE = ROWS / 5
/** Half of what one companion takes on the machine that PERFORMANCE quotes. */
const PER_SECOND = Number(process.env.BENCH_RATE ?? 500)
const SECONDS_BEFORE = 10

await inWorld(async (world) => {
  const store = await startStore(world)
  console.error(`Adding ${ROWS} ended mailboxes …`)
  await addEnded(store)
  const idle = await measureIdleCycles(store)
  const { smtpPort } = await startCompanion(world, store)
  await addMailboxes(store, 'paced', 2_000)
  const load = await startPacedLoad(world, {
    port: smtpPort,
    perSecond: PER_SECOND,
    mailboxes: 2_000,
    to: (n) => `${n}paced@${DOMAIN}`,
  })
  await pause(SECONDS_BEFORE)
  const before = await load.takeLatencies()
  console.error(`${DUE} fall due …`)
  const dueAt = await makeDue(store)
  await load.takeLatencies()
  const seconds = await untilFlipped(store, dueAt)
  const during = await load.takeLatencies()
  const { median, low, high } = spread(idle)
  const rows = [
    { what: `idle cycle beside ${ROWS} mailboxes, ms`, median, low, high },
    { what: `${DUE} due at once, flipped after s`, median: seconds, low: seconds, high: seconds },
    { what: 'delivery p99 before, ms', median: percentile(before, 99), low: before[0] ?? 0, high: before.at(-1) ?? 0 },
    {
      what: 'delivery p99 meanwhile, ms',
      median: percentile(during, 99),
      low: during[0] ?? 0,
      high: during.at(-1) ?? 0,
    },
  ]
  printTable(`Expiry, with ${PER_SECOND} mails/s arriving`, rows)
  writeResult('expiry', { rows, ROWS, DUE, PER_SECOND })
})

async function addEnded({ db }: Store): Promise<void> {
  await db.pool.query(
    `INSERT INTO mailboxes (address, created_at, expires_at, ttl_minutes, owner_type, is_active, ended_at)
     SELECT n || 'ended@' || $1, now() - interval '2 hours', now() - interval '1 hour', 60, 'anonymous', false, now() - interval '1 hour'
     FROM generate_series(1, $2::int) n`,
    [DOMAIN, ROWS],
  )
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

/** New live mailboxes that all end at one instant, some time after the last of them is stored. Returns that instant. */
async function makeDue({ db }: Store): Promise<Date> {
  const { rows } = await db.pool.query<{ at: Date }>("SELECT now() + interval '90 seconds' AS at")
  const at = rows[0]?.at ?? new Date()
  await db.pool.query(
    `INSERT INTO mailboxes (address, expires_at, ttl_minutes, owner_type)
     SELECT n || 'due@' || $1, $3, 60, 'anonymous' FROM generate_series(1, $2::int) n`,
    [DOMAIN, DUE, at],
  )
  while (Date.now() < at.getTime()) await pause(0.05)
  return at
}

async function untilFlipped({ db }: Store, dueAt: Date): Promise<number> {
  for (;;) {
    const { rows } = await db.pool.query('SELECT 1 FROM mailboxes WHERE is_active AND expires_at <= now() LIMIT 1')
    if (rows.length === 0) return (Date.now() - dueAt.getTime()) / 1_000
    await pause(0.1)
  }
}

function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1_000))
}
