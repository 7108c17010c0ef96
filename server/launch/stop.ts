/** Ending on request: which signals mean it, and in which order things go. */

export type Stops = {
  /** Adds how to undo what was just started. */
  push(stop: () => Promise<void>): void
  /** Undoes all, last started first; one that fails does not keep the others running. */
  run(): Promise<void>
}

export function createStops(): Stops {
  const stops: (() => Promise<void>)[] = []
  let running = Promise.resolve()
  return {
    push: (stop) => stops.push(stop),
    run() {
      running = running.then(async () => {
        for (let stop = stops.pop(); stop; stop = stops.pop()) await stop().catch((error) => console.error(error))
      })
      return running
    },
  }
}

/**
 * SIGINT (Ctrl-C), SIGTERM (service managers) and SIGHUP (the terminal went away) all ask for the same orderly end; so
 * does the launcher's death, which a process that it started sees as its channel closing.
 */
export function untilSignalled(): { signal: AbortSignal; promise: Promise<void> } {
  const controller = new AbortController()
  const promise = new Promise<void>((resolve) => {
    controller.signal.addEventListener('abort', () => resolve())
  })
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    // The bootstrap's own, which would exit at once, ends here.
    process.removeAllListeners(name)
    process.on(name, () => controller.abort())
  }
  process.on('disconnect', () => controller.abort())
  // It may have died while we were loading.
  if (process.send && !process.connected) controller.abort()
  return { signal: controller.signal, promise }
}
