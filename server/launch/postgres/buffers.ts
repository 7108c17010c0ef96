/** How much memory the embedded PostgreSQL keeps pages in: what a small machine can spare, and no more than pays. */
import os from 'node:os'

const SHARE = 1 / 8
/** PostgreSQL's own default; machines with less than a gigabyte get it too. */
const MIN_MB = 128
/** Above this the kernel's cache does as well. */
const MAX_MB = 1_024

/** For `shared_buffers`. `memoryBytes` is what the machine has, or what its container may use. */
export function sharedBuffers(memoryBytes = availableBytes()): string {
  const mb = Math.floor((memoryBytes * SHARE) / 1_048_576)
  return `${Math.min(MAX_MB, Math.max(MIN_MB, mb))}MB`
}

/** A container's limit counts; where there is none, Node says 0 or more than there is. */
function availableBytes(): number {
  const limit = process.constrainedMemory?.() ?? 0
  return limit > 0 ? Math.min(limit, os.totalmem()) : os.totalmem()
}
