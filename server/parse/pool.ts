/** A bounded pool of worker threads that parse. A message that takes too long, or too much, costs only itself. */
import { availableParallelism } from 'node:os'
import { ParsingStopped } from '@/lib/messages/contents'
import { toUnparsed } from '@/lib/messages/parse'
import type { ParsedMessage } from '@/lib/messages/schema'
import { createParser, type Job, type Parser } from './parser'

export type ParsePool = {
  /** Never rejects for bad mail: what cannot be parsed in time has `parseError` set and what its header fields give. */
  parse(raw: Buffer): Promise<ParsedMessage>
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
}

/** What one worker gets at once: enough to be worth the hand-over, little enough to wait for. */
const MAX_BATCH_JOBS = 16
const MAX_BATCH_BYTES = 131_072

export function createParsePool({
  size = Math.max(2, availableParallelism()),
  timeLimitMs = 2_000,
  workerUrl = new URL('./parse-worker.js', import.meta.url),
}: ParsePoolOptions = {}): ParsePool {
  const queue: Job[] = []
  let pendingBytes = 0
  let isScheduled = false
  let isClosed = false

  const parsers: Parser[] = Array.from({ length: size }, () =>
    createParser({ workerUrl, timeLimitMs, onIdle: schedule, giveBack: (jobs) => queue.unshift(...jobs) }),
  )

  function schedule(): void {
    if (isScheduled || isClosed || queue.length === 0) return
    isScheduled = true
    // messages of the same turn of the event loop share a hand-over
    setImmediate(() => {
      isScheduled = false
      for (const parser of parsers) if (queue.length > 0 && parser.isIdle()) parser.run(takeBatch(queue, size))
    })
  }

  return {
    parse(raw) {
      if (isClosed) return Promise.reject(new ParsingStopped('the pool is closed'))
      pendingBytes += raw.length
      return new Promise<ParsedMessage>((resolve, reject) => {
        queue.push({ raw, resolve, reject, giveUp: (reason) => resolve(toUnparsed(raw, reason)) })
        schedule()
      }).finally(() => {
        pendingBytes -= raw.length
      })
    },
    pendingBytes: () => pendingBytes,
    async close() {
      isClosed = true
      const left = [...queue.splice(0), ...(await Promise.all(parsers.map((parser) => parser.close()))).flat()]
      for (const job of left) job.reject(new ParsingStopped('the pool is closed'))
    },
  }
}

/** A fair share, so that a short queue is spread over all workers; at least one job, however large. */
function takeBatch(queue: Job[], workers: number): Job[] {
  const share = Math.min(MAX_BATCH_JOBS, Math.ceil(queue.length / workers))
  let bytes = 0
  let count = 0
  for (const { raw } of queue) {
    bytes += raw.length
    if (count > 0 && (count >= share || bytes > MAX_BATCH_BYTES)) break
    count++
  }
  return queue.splice(0, count)
}
