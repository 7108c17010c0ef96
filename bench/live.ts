/** P10: open event streams on one web process, against bare node:http doing the same. */
import { findFreePort } from '@/server/launch/ports'
import { addOwned, createCaller } from './lib/callers'
import { type EventClient, followEvents } from './lib/event-client'
import { DOMAIN, startCompanion, startStore, startWeb } from './lib/mayfly'
import { cpuSeconds, memory, startProgram } from './lib/programs'
import { percentile, printTable, writeResult } from './lib/report'
import { connectSmtp, plainMail } from './lib/smtp-client'
import { inWorld } from './lib/world'

const STREAMS = Number(process.env.BENCH_STREAMS ?? 9_000)
/** Opened at once. */
const WIDTH = 200
const IDLE_SECONDS = 20
const SINGLE_EVENTS = 200

type Target = {
  name: string
  pid: number
  urlOf(n: number): string
  headers: Record<string, string>
  tell(n: number): Promise<unknown>
}

await inWorld(async (world) => {
  const store = await startStore(world)
  const { smtpPort } = await startCompanion(world, store)
  const web = await startWeb(world, store)
  const caller = await createCaller(web.url)
  await addOwned(store, caller, 'live', STREAMS)
  const port = await findFreePort()
  const plain = await startProgram(world, process.execPath, ['bench/peers/plain-http.mjs', `${port}`, store.url], {
    ports: [port],
  })
  const smtp = await connectSmtp(smtpPort)
  const mail = plainMail(1_000, 'live')
  const headers = { 'X-Session-Token': caller.token }
  const events = (n: number) => `${web.url}/api/v1/mailboxes/${n}live@${DOMAIN}/events`
  const targets: Target[] = [
    {
      name: 'bare node:http',
      pid: plain.pid,
      headers: {},
      urlOf: () => `http://127.0.0.1:${port}/events`,
      tell: (n) => fetch(`http://127.0.0.1:${port}/tell/${n}`),
    },
    {
      name: 'Mayfly, all on one inbox',
      pid: web.pid,
      headers,
      urlOf: () => events(1),
      tell: () => smtp.send(`1live@${DOMAIN}`, mail),
    },
    {
      name: 'Mayfly, an inbox each',
      pid: web.pid,
      headers,
      urlOf: events,
      tell: (n) => smtp.send(`${(n % STREAMS) + 1}live@${DOMAIN}`, mail),
    },
  ]
  const rows = []
  for (const target of targets) rows.push(await measure(target))
  printTable(`${STREAMS} open streams on one process`, rows)
  writeResult('live', { rows, STREAMS })
})

async function measure({ name, pid, urlOf, headers, tell }: Target) {
  let heard = 0
  let lastAt = 0
  let onHeard = () => {}
  const heardAll = (count: number) =>
    new Promise<void>((resolve) => {
      onHeard = () => heard >= count && resolve()
      onHeard()
    })
  const onEvent = (event: string, _id: number, at: number) => {
    if (event !== 'new_message') return
    heard++
    lastAt = at
    onHeard()
  }
  const before = memory(pid, 'now')
  const start = performance.now()
  const clients: EventClient[] = []
  for (let n = 0; n < STREAMS; n += WIDTH) {
    const opened = Array.from({ length: Math.min(WIDTH, STREAMS - n) }, (_, i) =>
      followEvents(urlOf(n + i + 1), headers, onEvent),
    )
    await Promise.all(opened.map(({ ready }) => ready))
    clients.push(...opened)
  }
  const perSecond = STREAMS / ((performance.now() - start) / 1_000)
  const kilobytes = ((memory(pid, 'now') - before) * 1_024) / STREAMS
  const cpu = cpuSeconds(pid)
  await new Promise((resolve) => setTimeout(resolve, IDLE_SECONDS * 1_000))
  const idle = ((cpuSeconds(pid) - cpu) / IDLE_SECONDS) * 100
  // where each has its own, one event reaches one stream; elsewhere it reaches all
  const isEach = name.endsWith('each')
  const times: number[] = []
  for (let n = 1; n <= (isEach ? SINGLE_EVENTS : 5); n++) {
    heard = 0
    const from = performance.now()
    await tell(n)
    const replied = performance.now()
    await heardAll(isEach ? 1 : STREAMS)
    times.push(lastAt - (isEach ? Math.min(replied, lastAt) : from))
  }
  times.sort((a, b) => a - b)
  for (const { socket } of clients) socket.destroy()
  return {
    name,
    'kB each': kilobytes,
    'opened/s': perSecond,
    'idle CPU %': idle,
    'an event reaches': isEach ? 'one' : 'all',
    'p50 ms': percentile(times, 50),
    'p99 ms': percentile(times, 99),
  }
}
