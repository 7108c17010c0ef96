/** Whether mail comes in as fast as it can be stored: many arrivals share each commit then. */

/** At half load batches hold a few arrivals, ten where the machine is busy with others; of 50 sessions that press, twenty. */
const MANY_ARRIVALS = 16
/** How much the latest batch counts against those before. */
const WEIGHT = 0.2
/** Nothing stored for this long: no pressure. */
const STALE_MS = 50

export type Pressure = {
  /** Told of each batch that was stored. */
  note(arrivals: number): void
  isHigh(): boolean
}

export function createPressure(now: () => number = () => performance.now()): Pressure {
  let average = 0
  let notedAt = Number.NEGATIVE_INFINITY

  return {
    note(arrivals) {
      average = now() - notedAt > STALE_MS ? 0 : average
      average += (arrivals - average) * WEIGHT
      notedAt = now()
    },
    isHigh: () => average >= MANY_ARRIVALS && now() - notedAt <= STALE_MS,
  }
}
