/** Whose message is parsed next: the less parse time its mailbox and its sender have lately taken, the sooner. */
import { createFifo, type Fifo } from './fifo'
import type { Ledger } from './ledger'
import type { Job } from './parser'

export type FairQueue = {
  readonly length: number
  push(job: Job): void
  /** For jobs that were taken and not begun: they come before others of the same accounts. */
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

/** What waits on behalf of the same accounts. */
type Flow = { accounts: string[]; jobs: Fifo<Job>; rank: number }

/**
 * Ranks are powers of two of the milliseconds spent, added up over a flow's accounts: where all mail comes from one
 * address (a relay in front), the mailboxes still differ; where one sender floods many mailboxes, all of those rank
 * behind. Flows of one rank take turns. A flow's rank is looked at again when its turn comes, so what waits pays for
 * what was parsed meanwhile.
 */
export function createFairQueue(ledger: Ledger): FairQueue {
  const flows = new Map<string, Flow>()
  /** By rank; in each the flow whose turn it is stands first. */
  const lanes = new Map<number, Fifo<Flow>>()
  let length = 0
  let turns = 0

  function rankOf(accounts: string[]): number {
    const rank = accounts.reduce((sum, name) => sum + Math.ceil(Math.log2(1 + ledger.spentMs(name))), 0)
    return accounts.length > 0 && accounts.every(ledger.isSlow) ? SLOW_RANK + rank : rank
  }

  function enter(flow: Flow): void {
    flow.rank = rankOf(flow.accounts)
    const lane = lanes.get(flow.rank) ?? createFifo<Flow>()
    lanes.set(flow.rank, lane)
    lane.push(flow)
  }

  /** Only for the first of its lane. */
  function leave({ rank }: Flow): void {
    const lane = lanes.get(rank)
    lane?.shift()
    if (lane?.length === 0) lanes.delete(rank)
  }

  function flowOf({ accounts }: Job): Flow {
    const key = accounts.join('\n')
    const known = flows.get(key)
    if (known) return known
    const flow: Flow = { accounts, jobs: createFifo(), rank: 0 }
    flows.set(key, flow)
    enter(flow)
    return flow
  }

  /** The flow whose turn it is, once every one before it stands in the rank it has by now. */
  function next(isLastFirst: boolean, maySlow: boolean): Flow | null {
    for (;;) {
      const ranks = [...lanes.keys()].filter((rank) => maySlow || rank < SLOW_RANK)
      const rank = isLastFirst ? Math.max(...ranks) : Math.min(...ranks)
      const flow = lanes.get(rank)?.first()
      if (!flow || isLastFirst || rankOf(flow.accounts) <= rank) return flow ?? null
      leave(flow)
      enter(flow)
    }
  }

  /** The flow's first job; its next turn comes after those of the others of its rank. */
  function takeFrom(flow: Flow): Job | undefined {
    leave(flow)
    const job = flow.jobs.shift()
    if (flow.jobs.length > 0) enter(flow)
    else flows.delete(flow.accounts.join('\n'))
    return job
  }

  return {
    get length() {
      return length
    },
    push(job) {
      flowOf(job).jobs.push(job)
      length++
    },
    giveBack(jobs) {
      for (const job of jobs.toReversed()) flowOf(job).jobs.unshift(job)
      length += jobs.length
    },
    take({ maxJobs, maxBytes, maySlow }) {
      const isLastFirst = ++turns % LAST_FIRST_EVERY === 0
      const jobs: Job[] = []
      let bytes = 0
      let isSlow = false
      while (!isSlow && (jobs.length === 0 || jobs.length < maxJobs)) {
        const flow = next(isLastFirst && jobs.length === 0, maySlow && jobs.length === 0)
        if (!flow) break
        bytes += flow.jobs.first()?.raw.length ?? 0
        if (jobs.length > 0 && bytes > maxBytes) break
        isSlow = flow.rank >= SLOW_RANK
        const job = takeFrom(flow)
        if (job) jobs.push(job)
      }
      length -= jobs.length
      return { jobs, isSlow }
    },
    clear() {
      const all = [...flows.values()].flatMap(({ jobs }) => jobs.toArray())
      flows.clear()
      lanes.clear()
      length = 0
      return all
    },
  }
}
