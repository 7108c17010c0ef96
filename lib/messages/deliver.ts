/** Group commit: while one batch commits, arrivals queue; the next batch takes them all. No timer delays an idle one. */
import type { Context } from '@/lib/context'
import { createHotPool } from '@/lib/db'
import { createFirstMail } from '@/lib/mailboxes/first-mail'
import type { Arrival, Outcome } from './arrival'
import { deliverBatch } from './deliver-batch'

export type { Arrival, Outcome, Recipient } from './arrival'

export type Deliverer = {
  /**
   * Resolves when the arrival's own batch has committed, with one outcome for each distinct recipient. Rejects when
   * it could not be stored (it may have been, if the connection broke at the very commit). The first mail to an address
   * of a user's namespace makes the mailbox, and is delivered after that.
   */
  deliver(arrival: Arrival): Promise<Outcome[]>
  /** Waits until all that was accepted is settled; later arrivals are rejected. */
  close(): Promise<void>
}

type Pending = { arrival: Arrival; resolve(outcomes: Outcome[]): void; reject(error: Error): void }

/** A commit costs much the same for one message as for thirty: fewer and larger batches beat more at once. */
const COMMITTERS = 2
/** A second batch is worth starting beside the first when it is this large, or when the first is slow for its size. */
const WORTH_A_SECOND = 32
const SLOW_BYTES = 1_048_576
/** A batch that takes this long waits for something of its own, a locked mailbox say: others need not. */
const SLOW_MS = 100
const MAX_BATCH_ROWS = 64
const MAX_BATCH_BYTES = 8 * 1_048_576

type Options = {
  /** Told of each batch: how many arrivals, and how long until it was settled. */
  onBatch?(arrivals: number, ms: number): void
}

export function createDeliverer(ctx: Context, { onBatch }: Options = {}): Deliverer {
  const store = createHotPool(ctx.db.url, {
    maxConnections: COMMITTERS,
    onError: (error) => ctx.log.warn({ err: error }, 'database_connection_lost'),
  })
  const makeMailboxes = createFirstMail(ctx)
  const queue: Pending[] = []
  let inFlight = 0
  let bytesInFlight = 0
  let slowInFlight = 0
  let isScheduled = false
  let isClosed = false
  let settle = () => {}

  function isWorthwhile(): boolean {
    if (queue.length === 0 || inFlight >= COMMITTERS) return false
    return inFlight === 0 || queue.length >= WORTH_A_SECOND || bytesInFlight >= SLOW_BYTES || slowInFlight > 0
  }

  function schedule(): void {
    if (isScheduled || !isWorthwhile()) return
    isScheduled = true
    // arrivals that end in the same turn of the event loop share a batch
    setImmediate(() => {
      isScheduled = false
      void run(takeBatch(queue))
      schedule()
    })
  }

  async function run(batch: Pending[]): Promise<void> {
    const bytes = batch.reduce((sum, { arrival }) => sum + storedBytes(arrival), 0)
    inFlight++
    bytesInFlight += bytes
    const startedAt = performance.now()
    let isSlow = false
    const slow = setTimeout(() => {
      isSlow = true
      slowInFlight++
      schedule()
    }, SLOW_MS)
    const results = await deliverBatch(
      ctx,
      store,
      batch.map(({ arrival }) => arrival),
    )
    clearTimeout(slow)
    if (isSlow) slowInFlight--
    inFlight--
    bytesInFlight -= bytes
    onBatch?.(batch.length, performance.now() - startedAt)
    batch.forEach((pending, index) => {
      const result = results[index]
      if (Array.isArray(result)) pending.resolve(result)
      else pending.reject(result ?? new Error('the batch lost an arrival'))
    })
    schedule()
    if (inFlight === 0 && queue.length === 0) settle()
  }

  function enqueue(arrival: Arrival): Promise<Outcome[]> {
    if (isClosed) return Promise.reject(new Error('the deliverer is closed'))
    return new Promise((resolve, reject) => {
      queue.push({ arrival, resolve, reject })
      schedule()
    })
  }

  return {
    async deliver(arrival) {
      const outcomes = await enqueue(arrival)
      const made = await makeMailboxes(
        outcomes.flatMap(({ result, address }) => (result === 'not_live' ? address : [])),
      )
      if (made.size === 0) return outcomes
      const recipients = arrival.recipients.filter(({ address }) => made.has(address))
      const second = new Map((await enqueue({ ...arrival, recipients })).map((outcome) => [outcome.address, outcome]))
      return outcomes.map((outcome) => second.get(outcome.address) ?? outcome)
    },
    async close() {
      isClosed = true
      if (inFlight > 0 || queue.length > 0) {
        await new Promise<void>((resolve) => {
          settle = resolve
        })
      }
      if (!store.ended) await store.end()
    },
  }
}

/** Each recipient stores a copy. */
const storedBytes = ({ recipients, raw }: Arrival) => recipients.length * raw.length

/** At least one arrival; further ones as long as their rows and bytes stay within bounds. */
function takeBatch(queue: Pending[]): Pending[] {
  let rows = 0
  let bytes = 0
  let count = 0
  for (const { arrival } of queue) {
    rows += arrival.recipients.length
    bytes += storedBytes(arrival)
    if (count > 0 && (rows > MAX_BATCH_ROWS || bytes > MAX_BATCH_BYTES)) break
    count++
  }
  return queue.splice(0, count)
}
