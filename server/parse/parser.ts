/** One seat of the pool: a worker thread, the batch it works on, and the clock that watches it. */
import { Worker } from 'node:worker_threads'
import type { EncodedContents } from '@/lib/messages/contents/encode'
import type { Batch, Outcome, Result, Revoked } from './protocol'

export type Job = {
  raw: Buffer
  /** Who pays for the time it takes. */
  accounts: string[]
  resolve(contents: EncodedContents): void
  reject(error: Error): void
  /** Answers with what can be told without parsing. */
  giveUp(reason: string): void
}

export type Parser = {
  isIdle(): boolean
  /** Only when idle. */
  run(jobs: Job[]): void
  /** Ends the worker and returns what it did not finish. */
  close(): Promise<Job[]>
}

type Options = {
  workerUrl: URL
  timeLimitMs: number
  onIdle(): void
  giveBack(jobs: Job[]): void
  /** Told of the time as it passes: more than once for a message that is heavy. */
  onSpent(job: Job, ms: number): void
}

/** Heap of one worker: what parsing one message may take beyond its bytes. */
const MAX_HEAP_MB = 384
/** From a thread's birth to its first word; machines under load are slow at this. */
const START_LIMIT_MS = 30_000
/** A worker silent for this long has met something heavy: what waits behind that goes to another one. */
const HEAVY_AFTER_MS = 50

export function createParser({ workerUrl, timeLimitMs, onIdle, giveBack, onSpent }: Options): Parser {
  let worker: Worker | undefined
  let isReady = false
  let running = new Map<number, Job>()
  let nextId = 1
  let heavy: NodeJS.Timeout | undefined
  let limit: NodeJS.Timeout | undefined
  let isClosed = false
  /** When the message that is parsed now was begun, or last paid for. */
  let paidUntil = 0
  let batches = 0
  const revoked: Revoked = new Int32Array(new SharedArrayBuffer(4))

  function spawn(): Worker {
    isReady = false
    const resourceLimits = { maxOldGenerationSizeMb: MAX_HEAP_MB }
    const spawned = new Worker(workerUrl, { workerData: revoked, resourceLimits, stdout: false })
    spawned.unref()
    spawned.on('message', (result: Result) => {
      if (spawned !== worker) return
      if (result !== 'ready') finish(result)
      isReady = true
      watch()
    })
    spawned.on('error', (error: Error & { code?: string }) => {
      const isTooHeavy = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      if (spawned === worker) lose(isTooHeavy ? 'too heavy to parse' : 'parser failed')
    })
    spawned.on('exit', () => spawned === worker && lose('parser ended'))
    return spawned
  }

  function finish(result: Outcome): void {
    const job = running.get(result.id)
    if (!job) return // handed to another worker meanwhile
    running.delete(result.id)
    pay(job)
    if ('contents' in result) job.resolve(result.contents)
    else job.giveUp(result.error)
    if (running.size === 0) onIdle()
  }

  function pay(job: Job): void {
    const now = performance.now()
    onSpent(job, now - paidUntil)
    paidUntil = now
  }

  /** Restarts both clocks for the message that is parsed now: results come in the order of the batch. */
  function watch(): void {
    clearTimeout(heavy)
    clearTimeout(limit)
    paidUntil = performance.now()
    if (running.size === 0) return
    if (!isReady) {
      limit = setTimeout(() => lose('parser did not start'), START_LIMIT_MS)
      return
    }
    limit = setTimeout(() => lose('timed out'), timeLimitMs)
    if (running.size > 1) heavy = setTimeout(releaseWaiting, HEAVY_AFTER_MS)
  }

  function releaseWaiting(): void {
    Atomics.store(revoked, 0, batches)
    const [first, ...waiting] = running
    if (first) pay(first[1])
    running = new Map(first ? [first] : [])
    giveBack(waiting.map(([, job]) => job))
    onIdle()
  }

  /** The worker is beyond help: its current message is given up, the others go back, and the next batch gets a new one. */
  function lose(reason: string): void {
    clearTimeout(heavy)
    clearTimeout(limit)
    void worker?.terminate()
    worker = isClosed ? undefined : spawn()
    const [first, ...waiting] = running.values()
    running = new Map()
    if (first && isReady) pay(first)
    first?.giveUp(reason)
    giveBack(waiting)
    if (!isClosed) onIdle()
  }

  worker = spawn()

  return {
    isIdle: () => running.size === 0,
    run(jobs) {
      const batch: Batch = { ...toBytes(jobs), firstId: nextId, number: ++batches }
      for (const job of jobs) running.set(nextId++, job)
      worker?.postMessage(batch, [batch.bytes.buffer])
      watch()
    },
    async close() {
      isClosed = true
      clearTimeout(heavy)
      clearTimeout(limit)
      const left = [...running.values()]
      running = new Map()
      const ending = worker
      worker = undefined
      await ending?.terminate()
      return left
    },
  }
}

/** Bytes are copied, then moved: the caller's buffer may be part of a larger one, and stays the caller's. */
function toBytes(jobs: Job[]): Pick<Batch, 'bytes' | 'ends'> {
  const bytes = new Uint8Array(jobs.reduce((total, { raw }) => total + raw.length, 0))
  let end = 0
  const ends = jobs.map(({ raw }) => {
    bytes.set(raw, end)
    end += raw.length
    return end
  })
  return { bytes, ends }
}
