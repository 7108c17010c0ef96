/** A bounded pool of worker threads that parse. A message that takes too long, or too much, costs only itself. */
import { availableParallelism } from 'node:os'
import { ParsingStopped } from '@/lib/messages/contents'
import { type EncodedContents, encodeContents } from '@/lib/messages/contents/encode'
import { toUnparsed } from '@/lib/messages/parse'
import { createFairQueue } from './fair-queue'
import { createLedger } from './ledger'
import { createParser, type Parser } from './parser'
import { createPatience } from './patience'

export type ParsePool = {
  /**
   * Never rejects for bad mail: what cannot be parsed in time has `parseError` set and what its header fields give.
   * `accounts` pay for the time: the more they have lately taken, the longer their next message waits for others.
   */
  parse(raw: Buffer, accounts?: string[]): Promise<EncodedContents>
  /** Bytes that wait for a worker or are being parsed. */
  pendingBytes(): number
  /** Ends the workers; what was waiting or under way rejects with ParsingStopped. */
  close(): Promise<void>
}

export type ParsePoolOptions = {
  size?: number
  /** For one message. */
  timeLimitMs?: number
  /** The bundled worker; the default lies beside this bundle. */
  workerUrl?: URL
  /** While true, parsing waits: a second and a half at most, and while little is waiting. */
  stepsBack?: () => boolean
  stepBackLimitMs?: number
}

/** What one worker gets at once: enough to be worth the hand-over, little enough to wait for. */
const MAX_BATCH_JOBS = 16
const MAX_BATCH_BYTES = 131_072
const LOOK_AGAIN_MS = 10

export function createParsePool({
  size = Math.max(2, availableParallelism()),
  timeLimitMs = 2_000,
  workerUrl = new URL('./parse-worker.js', import.meta.url),
  stepsBack = () => false,
  stepBackLimitMs,
}: ParsePoolOptions = {}): ParsePool {
  const ledger = createLedger()
  const queue = createFairQueue(ledger)
  const slowSeats = new Set<Parser>()
  const patience = createPatience(stepsBack, stepBackLimitMs)
  let pendingBytes = 0
  let isScheduled = false
  let isClosed = false

  const parsers: Parser[] = Array.from({ length: size }, () =>
    createParser({
      workerUrl,
      timeLimitMs,
      onIdle: schedule,
      giveBack: queue.giveBack,
      onSpent({ accounts }, ms) {
        for (const name of accounts) ledger.charge(name, ms)
      },
    }),
  )

  function schedule(): void {
    if (queue.length === 0) patience.rest()
    if (isScheduled || isClosed || queue.length === 0) return
    isScheduled = true
    // messages of the same turn of the event loop share a hand-over
    setImmediate(handOver)
  }

  function handOver(): void {
    if (patience.waits(queue.length, pendingBytes)) {
      setTimeout(handOver, LOOK_AGAIN_MS)
      return
    }
    isScheduled = false
    for (const parser of parsers) if (parser.isIdle()) slowSeats.delete(parser)
    for (const parser of parsers) if (parser.isIdle()) seat(parser)
  }

  /** A fair share, so that a short queue is spread over all workers. One of them is kept from what has been slow. */
  function seat(parser: Parser): void {
    const { jobs, isSlow } = queue.take({
      maxJobs: Math.min(MAX_BATCH_JOBS, Math.ceil(queue.length / size)),
      maxBytes: MAX_BATCH_BYTES,
      maySlow: slowSeats.size < Math.max(1, size - 1),
    })
    if (isSlow) slowSeats.add(parser)
    if (jobs.length > 0) parser.run(jobs)
  }

  return {
    parse(raw, accounts = []) {
      if (isClosed) return Promise.reject(new ParsingStopped('the pool is closed'))
      pendingBytes += raw.length
      return new Promise<EncodedContents>((resolve, reject) => {
        const giveUp = (reason: string) => resolve(encodeContents(toUnparsed(raw, reason)))
        queue.push({ raw, accounts, resolve, reject, giveUp })
        schedule()
      }).finally(() => {
        pendingBytes -= raw.length
      })
    },
    pendingBytes: () => pendingBytes,
    async close() {
      isClosed = true
      const left = [...queue.clear(), ...(await Promise.all(parsers.map((parser) => parser.close()))).flat()]
      for (const job of left) job.reject(new ParsingStopped('the pool is closed'))
    },
  }
}
