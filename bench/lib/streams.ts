/** Opens event streams by the thousand, leaves them alone for a while, and times how events reach them. */
import { type EventClient, followEvents } from './event-client'
import { cpuSeconds, memory } from './programs'
import { percentile } from './report'

/** Opened at once. */
const WIDTH = 200
const IDLE_SECONDS = Number(process.env.BENCH_IDLE_SECONDS ?? 20)
const EVENTS_TO_ALL = 5
const EVENTS_TO_ONE = 200

export type StreamTarget = {
  name: string
  /** The processes that hold the streams. */
  pids: number[]
  reaches: 'one' | 'all'
  urlOf(n: number): string
  headers: Record<string, string>
  /** Causes the nth event. */
  tell(n: number): Promise<unknown>
}

const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0)

/** A row for the table. Times are from the reply to whoever caused the event, to all from before it was caused. */
export async function measureStreams({ name, pids, reaches, urlOf, headers, tell }: StreamTarget, streams: number) {
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
  const resident = () => sum(pids.map((pid) => memory(pid, 'now')))
  const processor = () => sum(pids.map(cpuSeconds))
  const before = resident()
  const start = performance.now()
  const clients: EventClient[] = []
  for (let n = 0; n < streams; n += WIDTH) {
    const opened = Array.from({ length: Math.min(WIDTH, streams - n) }, (_, i) =>
      followEvents(urlOf(n + i + 1), headers, onEvent),
    )
    await Promise.all(opened.map(({ ready }) => ready))
    clients.push(...opened)
  }
  const perSecond = streams / ((performance.now() - start) / 1_000)
  const kilobytes = ((resident() - before) * 1_024) / streams
  const cpu = processor()
  await new Promise((resolve) => setTimeout(resolve, IDLE_SECONDS * 1_000))
  const idle = ((processor() - cpu) / IDLE_SECONDS) * 100
  const times: number[] = []
  for (let n = 1; n <= (reaches === 'one' ? EVENTS_TO_ONE : EVENTS_TO_ALL); n++) {
    heard = 0
    const from = performance.now()
    await tell(n)
    const replied = performance.now()
    await heardAll(reaches === 'one' ? 1 : streams)
    times.push(lastAt - (reaches === 'one' ? Math.min(replied, lastAt) : from))
  }
  times.sort((a, b) => a - b)
  for (const { socket } of clients) socket.destroy()
  return {
    name,
    'kB each': kilobytes,
    'opened/s': perSecond,
    'idle CPU %': idle,
    'an event reaches': reaches,
    'p50 ms': percentile(times, 50),
    'p99 ms': percentile(times, 99),
  }
}
