/** How long parsing steps back for the storing of mail: an acknowledgement is waited for, contents are only sooner or later. */

/** Readers get a message at the latest 2 s after it was stored; it should have its text by then. */
const LIMIT_MS = 1_500
/** What may wait in memory: less than the backlog holds, so that the healer gets none of it. */
const MAX_BYTES = 48 * 1_048_576
const MAX_MESSAGES = 8_000

export type Patience = {
  /** Whether to wait a little longer with what is there. */
  waits(messages: number, bytes: number): boolean
  /** Nothing is left: the next wait begins anew. */
  rest(): void
}

/** `isWanted`: whether there is something to step back for. */
export function createPatience(isWanted: () => boolean, limitMs = LIMIT_MS): Patience {
  let since: number | undefined

  return {
    waits(messages, bytes) {
      if (!isWanted() || messages > MAX_MESSAGES || bytes > MAX_BYTES) return false
      since ??= performance.now()
      return performance.now() - since < limitMs
    },
    rest() {
      since = undefined
    },
  }
}
