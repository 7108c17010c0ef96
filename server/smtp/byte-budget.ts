/**
 * Bounds the bytes that all sessions hold at once. When they are spent, sessions that receive large messages are paused
 * and their senders wait; nothing is refused for it.
 */

/** Small messages never wait for large ones. */
const FREE_BYTES = 65_536

export type Hold = {
  /** Counts further bytes; may pause the source. */
  add(bytes: number): void
  /** Gives all of it back; idempotent. */
  release(): void
}

export type ByteBudget = {
  hold(source: Source): Hold
  usedBytes(): number
}

type Source = { pause(): unknown; resume(): unknown }
type Holder = { source: Source; bytes: number; isPaused: boolean }

/**
 * The holder that came first is never paused, so one message can always be finished and its bytes come back: no
 * deadlock, at the price of one message beyond the limit.
 */
export function createByteBudget(limitBytes: number): ByteBudget {
  const holders = new Set<Holder>()
  let used = 0

  const isFirst = (holder: Holder) => holders.values().next().value === holder

  function wake(): void {
    for (const holder of holders) {
      if (!holder.isPaused) continue
      if (used >= limitBytes && !isFirst(holder)) return
      holder.isPaused = false
      holder.source.resume()
    }
  }

  return {
    usedBytes: () => used,
    hold(source) {
      const holder: Holder = { source, bytes: 0, isPaused: false }
      return {
        add(bytes) {
          holder.bytes += bytes
          if (holder.bytes <= FREE_BYTES) return
          used += holders.has(holder) ? bytes : holder.bytes
          holders.add(holder)
          if (used < limitBytes || isFirst(holder)) return
          holder.isPaused = true
          source.pause()
        },
        release() {
          if (!holders.delete(holder)) return
          used -= holder.bytes
          wake()
        },
      }
    },
  }
}
