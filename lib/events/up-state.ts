/** Whether a bus hears what is published, who waits for that, and one log line for each outage. */
import type { Log } from '@/lib/log'

export type UpState = {
  up(): void
  down(error: unknown): void
  isUp(): boolean
  /** Resolves at once when up, otherwise when it comes up, or when it closes. */
  untilUp(): Promise<void>
  close(): void
}

export function createUpState(log: Log): UpState {
  let state: 'new' | 'up' | 'down' | 'closed' = 'new'
  let waiting: (() => void)[] = []

  function release(): void {
    for (const resolve of waiting) resolve()
    waiting = []
  }

  return {
    up() {
      if (state === 'closed') return
      if (state === 'down') log.info('event_bus_connected')
      state = 'up'
      release()
    },
    down(error) {
      if (state === 'closed') return
      if (state !== 'down') log.warn({ err: error }, 'event_bus_disconnected')
      state = 'down'
    },
    isUp: () => state === 'up',
    untilUp() {
      return state === 'up' || state === 'closed' ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))
    },
    close() {
      state = 'closed'
      release()
    },
  }
}
