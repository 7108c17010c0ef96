/** Events between one who pushes and one who pulls. Bounded: who does not keep up loses the queue, not the process its memory. */
export type EventQueue<Event> = {
  push(event: Event): void
  /** The next event; undefined once the queue is closed. One caller at a time. */
  next(): Promise<Event | undefined>
  /** Drops what is waiting. Idempotent. */
  close(): void
}

export function createEventQueue<Event>(maxWaiting: number): EventQueue<Event> {
  let waiting: Event[] = []
  let pull: ((event: Event | undefined) => void) | undefined
  let isClosed = false

  function close(): void {
    isClosed = true
    waiting = []
    pull?.(undefined)
    pull = undefined
  }

  return {
    close,
    push(event) {
      if (isClosed) return
      if (pull) {
        pull(event)
        pull = undefined
      } else if (waiting.push(event) > maxWaiting) close()
    },
    next() {
      if (isClosed || waiting.length > 0) return Promise.resolve(waiting.shift())
      return new Promise((resolve) => {
        pull = resolve
      })
    },
  }
}
