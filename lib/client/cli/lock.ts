/** One process at a time, by a folder that only one can make. */
import { mkdirSync, rmSync, statSync } from 'node:fs'

/** A write takes a millisecond: a lock older than this was left behind by a process that was killed. */
const LEFT_BEHIND_MS = 5_000
const PAUSE_MS = 5

/** Waits without an end, but each holder for five seconds at most. The task must not wait for anything. */
export function whileLocked<T>(folder: string, task: () => T): T {
  while (!take(folder)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS)
  try {
    return task()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function take(folder: string): boolean {
  try {
    mkdirSync(folder)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    const made = statSync(folder, { throwIfNoEntry: false })
    if (made && Date.now() - made.mtimeMs > LEFT_BEHIND_MS) rmSync(folder, { recursive: true, force: true })
    return false
  }
}
