/**
 * P1, P1b, P2: messages per second from the first connection to the last 250, against receivers that do less. Rounds are
 * interleaved, so that what the machine does meanwhile hits all alike.
 */
import { send } from './lib/generator'
import { addMailboxes, DOMAIN, startCompanion, startStore } from './lib/mayfly'
import { installPeers, type Receiver, startHaraka, startMaildev, startSink, startSmtpServer } from './lib/peers'
import { cpuSeconds, memory, resetPeak } from './lib/programs'
import { printTable, spread, writeResult } from './lib/report'
import { inWorld } from './lib/world'

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5)
const CASES = [
  { name: '2 kB × 1', size: 2_000, sessions: 1, count: 1_000 },
  { name: '2 kB × 10', size: 2_000, sessions: 10, count: 4_000 },
  { name: '2 kB × 50', size: 2_000, sessions: 50, count: 6_000 },
  { name: '2 kB × 50, a connection each', size: 2_000, sessions: 50, count: 1_000, reconnect: true },
  { name: '50 kB × 10', size: 50_000, sessions: 10, count: 1_000 },
  { name: '50 kB × 50', size: 50_000, sessions: 50, count: 1_500 },
  { name: '1 MB × 10', size: 1_000_000, sessions: 10, count: 80 },
]

await inWorld(async (world) => {
  installPeers()
  const store = await startStore(world)
  const mayfly = await startCompanion(world, store)
  const receivers: Record<string, Receiver> = {
    'smtp-sink (C, keeps nothing)': await startSink(world),
    'smtp-server, null': await startSmtpServer(world, 'null'),
    'smtp-server + simpleParser': await startSmtpServer(world, 'parsed'),
    maildev: await startMaildev(world),
    'Haraka, file + fsync': await startHaraka(world),
    Mayfly: { ...mayfly, port: mayfly.smtpPort },
  }
  const results = []
  for (const { name, ...load } of CASES) {
    const rates = new Map<string, number[]>()
    const costs = new Map<string, number[]>()
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [receiver, { port, pid }] of Object.entries(receivers)) {
        const to = `load${results.length}x${round}`
        if (receiver === 'Mayfly') await addMailboxes(store, to, load.count)
        console.error(`${name}, round ${round + 1}: ${receiver} …`)
        const before = cpuSeconds(pid)
        resetPeak(pid)
        const rate = await send({ port, to: `${to}@${DOMAIN}`, ...load }).catch((error) => {
          throw new Error(`${receiver}: ${error.message}`)
        })
        push(rates, receiver, rate)
        push(costs, receiver, ((cpuSeconds(pid) - before) / load.count) * 1_000)
        if (receiver === 'Mayfly') await settled(store.db.pool)
      }
    }
    const mine = spread(rates.get('Mayfly') ?? []).median
    const rows = Object.entries(receivers).map(([receiver, { pid }]) => {
      const { median, low, high } = spread(rates.get(receiver) ?? [])
      const cpu = spread(costs.get(receiver) ?? []).median
      return {
        receiver,
        'messages/s': median,
        low,
        high,
        'Mayfly ÷ it': mine / median,
        'CPU s per 1,000': cpu,
        'peak MB': memory(pid, 'peak'),
      }
    })
    printTable(name, rows)
    results.push({ case: name, rounds: ROUNDS, rows })
  }
  await assertStored(store.db.pool)
  writeResult('ingest', { cases: results })
})

function push(map: Map<string, number[]>, key: string, value: number): void {
  map.set(key, [...(map.get(key) ?? []), value])
}

type Pool = Awaited<ReturnType<typeof startStore>>['db']['pool']

/** Parsing goes on after the 250: the next receiver gets the machine when it is through. */
async function settled(pool: Pool): Promise<void> {
  while ((await pool.query('SELECT 1 FROM unparsed_messages LIMIT 1')).rows.length > 0)
    await new Promise((resolve) => setTimeout(resolve, 50))
}

/** A rate counts only for mail that is there. */
async function assertStored(pool: Pool): Promise<void> {
  const { rows } = await pool.query('SELECT count(*)::int AS stored FROM messages')
  const sent = CASES.reduce((sum, { count }) => sum + count, 0) * ROUNDS
  if (rows[0]?.stored !== sent) throw new Error(`${sent} messages were acknowledged, ${rows[0]?.stored} are stored`)
}
