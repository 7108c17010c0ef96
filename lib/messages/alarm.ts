/** What wakes somebody who waits: a newer look at the mailbox, the end of his time, or his going away. */
import type { Look } from '@/lib/events/look'

export type Alarm = {
  ring(look: Look): void
  /** A look newer than `seen`, or null when the time is over. */
  next(seen: Look): Promise<Look | null>
  isOver(): boolean
  stop(): void
}

export function createAlarm(timeoutMs: number, signal: AbortSignal): Alarm {
  let latest: Look | undefined
  let isOver = timeoutMs <= 0 || signal.aborted
  let wake = () => {}
  const end = () => {
    isOver = true
    wake()
  }
  const timer = setTimeout(end, timeoutMs)
  signal.addEventListener('abort', end, { once: true })

  return {
    ring(look) {
      latest = look
      wake()
    },
    async next(seen) {
      while (!isOver && (latest === undefined || latest === seen)) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      return isOver ? null : (latest ?? null)
    },
    isOver: () => isOver,
    stop() {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
    },
  }
}
