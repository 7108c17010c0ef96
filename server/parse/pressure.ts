/** Whether mail comes in as fast as it can be stored: many arrivals share each commit then. */

/** At half load batches hold a few arrivals, ten where the machine is busy with others; of 50 sessions that press, twenty. */
const MANY_ARRIVALS = 16
/** Two that large within this time are a rush, which lasts as long after the latest. Small ones in between mean nothing: while
 * forty senders wait for one commit, few are left for the other. */
const WINDOW_MS = 150

export type Pressure = {
  /** Told of each batch that was stored. */
  note(arrivals: number): void
  isHigh(): boolean
}

export function createPressure(now: () => number = () => performance.now()): Pressure {
  let lastLargeAt = Number.NEGATIVE_INFINITY
  let highUntil = Number.NEGATIVE_INFINITY

  return {
    note(arrivals) {
      if (arrivals < MANY_ARRIVALS) return
      if (now() - lastLargeAt <= WINDOW_MS) highUntil = now() + WINDOW_MS
      lastLargeAt = now()
    },
    isHigh: () => now() < highUntil,
  }
}
