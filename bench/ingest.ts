/**
 * P1, P1b, P2, P3: messages per second from the first connection to the last 250, against receivers that do less; and
 * until the last one can be read with its text. Rounds are interleaved, so that what the machine does meanwhile hits all
 * alike. BENCH_ROUNDS and BENCH_CASES (a part of their names) make a run shorter.
 */
import { send } from './lib/generator'
import { insertGroups } from './lib/group-inserts'
import { addMailboxes, DOMAIN, type Store, startCompanion, startStore, untilParsed } from './lib/mayfly'
import { installPeers, startHaraka, startMaildev, startSink, startSmtpServer } from './lib/peers'
import { cpuSeconds, memory, resetPeak } from './lib/programs'
import { printTable, spread, writeResult } from './lib/report'
import { inWorld } from './lib/world'

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5)
const CASES = [
  { name: '2 kB × 1', size: 2_000, sessions: 1, count: 1_000 },
  { name: '2 kB × 10', size: 2_000, sessions: 10, count: 4_000 },
  { name: '2 kB × 50', size: 2_000, sessions: 50, count: 6_000 },
  { name: '2 kB × 50, a connection each', size: 2_000, sessions: 50, count: 1_000, reconnect: true },
  { name: '2 kB × 50, for long', size: 2_000, sessions: 50, count: 20_000 },
  { name: '50 kB × 1', size: 50_000, sessions: 1, count: 500 },
  { name: '50 kB × 10', size: 50_000, sessions: 10, count: 1_000 },
  { name: '50 kB × 50', size: 50_000, sessions: 50, count: 1_500 },
  { name: '1 MB × 1', size: 1_000_000, sessions: 1, count: 40 },
  { name: '1 MB × 10', size: 1_000_000, sessions: 10, count: 80 },
  { name: '1 MB × 50', size: 1_000_000, sessions: 50, count: 150 },
].filter(({ name }) => name.includes(process.env.BENCH_CASES ?? ''))

type Load = Omit<(typeof CASES)[number], 'name'>
type Measured = { rate: number; readable: number; cpu: number; database: number; peak: number }

await inWorld(async (world) => {
  installPeers()
  const store = await startStore(world)
  const mayfly = await startCompanion(world, store)
  const receivers = {
    'smtp-sink (C, keeps nothing)': await startSink(world),
    'smtp-server, null': await startSmtpServer(world, 'null'),
    'smtp-server + simpleParser': await startSmtpServer(world, 'parsed'),
    maildev: await startMaildev(world),
    'Haraka, file + fsync': await startHaraka(world),
    Mayfly: { ...mayfly, port: mayfly.smtpPort },
  }
  const results = []
  let sent = 0
  for (const { name, ...load } of CASES) {
    const measured = new Map<string, Measured[]>()
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [receiver, { port, pid }] of Object.entries(receivers)) {
        const isMayfly = receiver === 'Mayfly'
        console.error(`${name}, round ${round + 1}: ${receiver} …`)
        const to = `load${results.length}x${round}`
        if (isMayfly) await addMailboxes(store, to, load.count)
        const run = () => receive({ port, to: `${to}@${DOMAIN}`, ...load }, isMayfly ? store : null)
        push(measured, receiver, await watched(run, load, pid, isMayfly ? store : null))
      }
      sent += load.count
      const limit = () => insertGroups(store, load.size, load.count).then((rate) => ({ rate, readable: Number.NaN }))
      push(measured, 'bare group inserts', await watched(limit, load, null, store))
    }
    const of = (receiver: string, what: keyof Measured) =>
      spread((measured.get(receiver) ?? []).map((one) => one[what]))
    const rows = [...measured.keys()].map((receiver) => {
      const { median, low, high } = of(receiver, 'rate')
      return {
        receiver,
        'messages/s': median,
        low,
        high,
        'Mayfly ÷ it': of('Mayfly', 'rate').median / median,
        'readable/s': of(receiver, 'readable').median,
        'CPU s per 1,000': of(receiver, 'cpu').median,
        'database CPU s': of(receiver, 'database').median,
        'peak MB': of(receiver, 'peak').high,
      }
    })
    printTable(name, rows)
    results.push({ case: name, ...load, rounds: ROUNDS, rows })
  }
  const { rows } = await store.db.pool.query('SELECT count(*)::int AS stored FROM messages')
  if (rows[0]?.stored !== sent) throw new Error(`${sent} messages were acknowledged, ${rows[0]?.stored} are stored`)
  writeResult('ingest', { cases: results })
})

/** Parsing goes on after the 250: the next receiver gets the machine when it is through. */
async function receive(load: Parameters<typeof send>[0], store: Store | null) {
  const started = performance.now()
  const rate = await send(load)
  if (!store) return { rate, readable: Number.NaN }
  await untilParsed(store)
  return { rate, readable: (load.count / (performance.now() - started)) * 1_000 }
}

async function watched(
  run: () => Promise<{ rate: number; readable: number }>,
  { count }: Load,
  pid: number | null,
  store: Store | null,
): Promise<Measured> {
  const seconds = () => [pid, store?.pid].map((each) => (each ? cpuSeconds(each) : Number.NaN))
  if (pid) resetPeak(pid)
  const [cpu = 0, database = 0] = seconds()
  const { rate, readable } = await run()
  const [cpuThen = 0, databaseThen = 0] = seconds()
  const per = (used: number) => (used / count) * 1_000
  const peak = pid ? memory(pid, 'peak') : Number.NaN
  return { rate, readable, cpu: per(cpuThen - cpu), database: per(databaseThen - database), peak }
}

function push(map: Map<string, Measured[]>, key: string, value: Measured): void {
  map.set(key, [...(map.get(key) ?? []), value])
}
