/** Whose message is parsed next: the less parse time its mailbox and its sender have lately taken, the sooner. */
import type { Ledger } from './ledger'
import type { Job } from './parser'

export type FairQueue = {
  readonly length: number
  push(job: Job): void
  /** For jobs that were taken and not begun: they come before others of their rank. */
  giveBack(jobs: Job[]): void
  /** Removes and returns what comes next: at least one job if there is any. A slow one comes alone, or not at all. */
  take(limits: { maxJobs: number; maxBytes: number; maySlow: boolean }): { jobs: Job[]; isSlow: boolean }
  /** Removes all. */
  clear(): Job[]
}

/** One turn in so many goes to the last in rank, so that nobody waits for ever. */
const LAST_FIRST_EVERY = 8
/** Beyond all ranks that parse time leads to: where every account of a job has lately been slow. */
const SLOW_RANK = 100

/**
 * Ranks are powers of two of the milliseconds spent, added up over a job's accounts: where all mail comes from one
 * address (a relay in front), the mailboxes still differ; where one sender floods many mailboxes, all of those rank
 * behind. Within a rank, first come, first served. A job's rank is looked at again when its turn comes, so what
 * waits pays for what was parsed meanwhile.
 */
export function createFairQueue(ledger: Ledger): FairQueue {
  const lanes = new Map<number, Job[]>()
  let length = 0
  let turns = 0

  function rankOf({ accounts }: Job): number {
    const rank = accounts.reduce((sum, name) => sum + Math.ceil(Math.log2(1 + ledger.spentMs(name))), 0)
    return accounts.length > 0 && accounts.every(ledger.isSlow) ? SLOW_RANK + rank : rank
  }

  function laneOf(rank: number): Job[] {
    const lane = lanes.get(rank) ?? []
    lanes.set(rank, lane)
    return lane
  }

  /** The head of the lane that is next, once every job before it has the rank it stands in. */
  function next(isLastFirst: boolean, maySlow: boolean): { job: Job; rank: number } | null {
    for (;;) {
      const ranks = [...lanes.keys()].filter((rank) => maySlow || rank < SLOW_RANK)
      if (ranks.length === 0) return null
      const rank = isLastFirst ? Math.max(...ranks) : Math.min(...ranks)
      const job = lanes.get(rank)?.[0]
      if (job && (isLastFirst || rankOf(job) <= rank)) return { job, rank }
      if (job) laneOf(rankOf(job)).push(job)
      drop(rank)
    }
  }

  function drop(rank: number): void {
    const lane = lanes.get(rank)
    lane?.shift()
    if (lane?.length === 0) lanes.delete(rank)
  }

  return {
    get length() {
      return length
    },
    push(job) {
      laneOf(rankOf(job)).push(job)
      length++
    },
    giveBack(jobs) {
      for (const job of jobs.toReversed()) laneOf(rankOf(job)).unshift(job)
      length += jobs.length
    },
    take({ maxJobs, maxBytes, maySlow }) {
      const isLastFirst = ++turns % LAST_FIRST_EVERY === 0
      const jobs: Job[] = []
      let bytes = 0
      let isSlow = false
      while (!isSlow && (jobs.length === 0 || jobs.length < maxJobs)) {
        const found = next(isLastFirst && jobs.length === 0, maySlow && jobs.length === 0)
        if (!found) break
        bytes += found.job.raw.length
        if (jobs.length > 0 && bytes > maxBytes) break
        drop(found.rank)
        jobs.push(found.job)
        isSlow = found.rank >= SLOW_RANK
      }
      length -= jobs.length
      return { jobs, isSlow }
    },
    clear() {
      const all = [...lanes.values()].flat()
      lanes.clear()
      length = 0
      return all
    },
  }
}
