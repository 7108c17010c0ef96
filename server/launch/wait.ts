/** Waiting for processes, which announce nothing to strangers: looks again until it is so. */
import { setTimeout as sleep } from 'node:timers/promises'

const LOOK_AGAIN_MS = 25

/** True as soon as `isSo` is, false when it was not within `limitMs`. */
export async function waitUntil(isSo: () => boolean, limitMs: number): Promise<boolean> {
  const end = performance.now() + limitMs
  while (!isSo()) {
    if (performance.now() >= end) return false
    await sleep(LOOK_AGAIN_MS)
  }
  return true
}
