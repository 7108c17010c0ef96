/**
 * Hints on their way out. Those of one turn leave together and equal ones only once; while one sending is under way
 * the next ones gather, so a busy process sends few large ones.
 */
import { setImmediate } from 'node:timers/promises'
import type { Log } from '@/lib/log'
import type { Hint } from './bus'
import { encodeHints } from './hints'

export type Outbox = {
  add(hint: Hint): void
  /** Resolves when everything added so far was sent or given up. */
  drained(): Promise<void>
}

/** More than that unsent means the bus is gone: readers find the news by looking. */
const MAX_WAITING = 10_000

/** `send` must settle in bounded time. What it fails to send is given up, and logged once for each outage. */
export function createOutbox(send: (payloads: string[]) => Promise<void>, log: Log): Outbox {
  let waiting = new Map<string, Hint>()
  let running: Promise<void> | undefined
  let lost = 0

  async function sendAll(hints: Map<string, Hint>): Promise<void> {
    try {
      await send(encodeHints(hints.values()))
      if (lost > 0) log.info({ lost }, 'hints_sent_again')
      lost = 0
    } catch (error) {
      if (lost === 0) log.warn({ err: error }, 'hints_not_sent')
      lost += hints.size
    }
  }

  async function run(): Promise<void> {
    await setImmediate()
    while (waiting.size > 0) {
      const hints = waiting
      waiting = new Map()
      await sendAll(hints)
    }
    running = undefined
  }

  return {
    add(hint) {
      if (waiting.size >= MAX_WAITING) return
      waiting.set(JSON.stringify(hint), hint)
      running ??= run()
    },
    async drained() {
      await running
    },
  }
}
