/** How long each may take to stop. A stop lasts ten seconds at most: first web and companion together, then PostgreSQL. */

/** A part leaves by itself after this, whatever still hangs on it: a stream, half a message, a statement. */
export const PART_LEAVES_MS = 4_000
/** One that did not leave is killed. */
export const PART_KILLED_MS = 4_500

/** What PostgreSQL is told and how long it gets: a checkpoint; no checkpoint (the next start recovers); nothing. */
export const POSTGRES_STOPS = [
  ['SIGINT', 3_000],
  ['SIGQUIT', 1_000],
  ['SIGKILL', 500],
] as const
