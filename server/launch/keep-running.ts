/** Keeps one part of the whole running: starts it again whenever it ends, with a pause that grows while it keeps failing. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '@/lib/log'
import type { Running } from './running'

const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 5_000
/** One that ran this long is sound: its next death starts with the first pause again. */
const SOUND_AFTER_MS = 10_000
/** A part that never became ready is given up after so many tries: something is wrong with the installation. */
const FIRST_TRIES = 3

type Options = {
  name: string
  /** Resolves when the part is ready, throws when it did not get that far. */
  start(signal: AbortSignal): Promise<Running>
  log: Log
}

export type Kept = {
  /** Ready for the first time; rejects when it never came to that. */
  ready: Promise<void>
  /** Ends it on purpose, to have it started again at once. */
  restart(): Promise<void>
  stop(): Promise<void>
}

export function keepRunning({ name, start, log }: Options): Kept {
  const ending = new AbortController()
  const { signal } = ending
  let running: Running | undefined
  let pauseMs = FIRST_PAUSE_MS
  let isWanted = false

  const ready = becomeReady()
  const kept = ready.then(keep, () => {})

  async function becomeReady(): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        running = await start(signal)
        return
      } catch (error) {
        if (signal.aborted || tries === FIRST_TRIES) throw error
        await pause(error)
      }
    }
  }

  async function keep(): Promise<void> {
    while (!signal.aborted) {
      const since = performance.now()
      const how = await running?.exited
      if (signal.aborted) return
      if (performance.now() - since >= SOUND_AFTER_MS) pauseMs = FIRST_PAUSE_MS
      if (!isWanted) await pause(how)
      isWanted = false
      while (!signal.aborted && !(await startAgain()));
    }
  }

  async function startAgain(): Promise<boolean> {
    try {
      running = await start(signal)
      log.info({ part: name }, 'part_restarted')
      return true
    } catch (error) {
      await pause(error)
      return false
    }
  }

  async function pause(why: unknown): Promise<void> {
    if (signal.aborted) return
    log.error({ part: name, how: why instanceof Error ? why.message : why, pauseMs }, 'part_ended')
    await sleep(pauseMs, undefined, { signal }).catch(() => {})
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
  }

  return {
    ready,
    async restart() {
      isWanted = true
      await running?.stop()
    },
    async stop() {
      ending.abort()
      await Promise.all([running?.stop(), kept])
      // It may have come up again just when the end was called.
      await running?.stop()
    },
  }
}
