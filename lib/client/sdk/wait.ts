/** Waiting over any length of time, out of calls that wait less than a minute each. */
import { type NearMiss, TimeoutError } from './errors'
import type { Query, Request } from './http'
import type { MessageFilter } from './inbox'
import { sleep } from './sleep'
import type { Delivery, Message, WaitAnswer } from './types'

export type WaitOptions = MessageFilter & {
  /** 30 s unless told otherwise; counted in whole seconds, rounded up. */
  timeoutMs?: number
  signal?: AbortSignal
}

export type WaitFor = 'message' | 'otp' | 'link'

type Wanted = { address: string; afterSeq: number; what: WaitFor; options: WaitOptions }

type Ask = (query: Query, more: Pick<Request, 'signal' | 'timeoutMs' | 'retryUntil'>) => Promise<WaitAnswer>

const MAX_SECONDS = 50
/** For the answer to travel. */
const GRACE_MS = 10_000
const PAUSE_MS = 250
const NAMES = { message: 'message', otp: 'one-time code', link: 'verification link' }

/** The oldest match after `afterSeq`. Throws TimeoutError, MayflyError, or the signal's reason. */
export async function waitForMatch({ address, afterSeq, what, options }: Wanted, ask: Ask): Promise<Message> {
  const { timeoutMs = 30_000, signal, ...filter } = options
  const deadline = performance.now() + timeoutMs
  const nearMisses: NearMiss[] = []
  const refused: Delivery[] = []
  let cursor = afterSeq
  do {
    const startedAt = performance.now()
    const timeout = Math.min(MAX_SECONDS, Math.max(0, Math.ceil((deadline - startedAt) / 1_000)))
    const answer = await ask(
      { ...filter, for: what, timeout, after_seq: cursor },
      { signal, timeoutMs: timeout * 1_000 + GRACE_MS, retryUntil: deadline },
    )
    if (answer.status === 'matched') return answer.message
    nearMisses.push(...answer.near_misses)
    refused.push(...answer.refused)
    cursor = answer.cursor
    // a server that is about to stop answers before the time is up
    const isEarly = performance.now() - startedAt < timeout * 900
    if (isEarly) await sleep(PAUSE_MS, signal)
  } while (performance.now() < deadline)
  throw new TimeoutError(NAMES[what], address, timeoutMs, nearMisses, refused)
}
