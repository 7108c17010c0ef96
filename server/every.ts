/** Runs a step again and again until told to stop. The step decides what to do, this only when. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '@/lib/log'

export type Step = {
  name: string
  /** One pass; may end early when the signal aborts. */
  step(signal: AbortSignal): Promise<unknown>
  /** How long to rest after a pass that went well. */
  nextDelayMs(): Promise<number> | number
}

const FIRST_RETRY_MS = 250
const MAX_RETRY_MS = 10_000

/**
 * Resolves once the signal aborts and the step under way has settled; a rest ends within milliseconds.
 * Never rejects: a failing step is logged and tried again after a back-off.
 */
export async function every(log: Log, { name, step, nextDelayMs }: Step, signal: AbortSignal): Promise<void> {
  let failures = 0
  while (!signal.aborted) {
    let delayMs: number
    try {
      await step(signal)
      delayMs = await nextDelayMs()
      failures = 0
    } catch (error) {
      if (signal.aborted) return
      delayMs = Math.min(FIRST_RETRY_MS * 2 ** failures++, MAX_RETRY_MS)
      log.error({ err: error, step: name, retryInMs: delayMs }, 'step_failed')
    }
    await sleep(delayMs, undefined, { signal }).catch(() => {})
  }
}
