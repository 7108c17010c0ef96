/** How long to wait after failures: doubling from 5 s to 15 min, each a fifth shorter or longer by chance. */

const FIRST_MS = 5_000
const LONGEST_MS = 15 * 60_000

export type Backoff = (failures: number) => number

/** Milliseconds after the nth failure in a row; n counts from 1. */
export const backoffMs: Backoff = (failures) =>
  Math.min(FIRST_MS * 2 ** Math.min(failures - 1, 20), LONGEST_MS) * (0.8 + 0.4 * Math.random())
