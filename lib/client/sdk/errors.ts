/** What can go wrong, in types that a script can decide by. */
import type { Delivery, WaitAnswer } from './types'

export type NearMiss = Extract<WaitAnswer, { status: 'timeout' }>['near_misses'][number]

type Problem = {
  code: string
  title: string
  detail: string
  errors: { path: string; message: string }[]
  ended_at: string
}

/**
 * A refusal of the API, or none at all: `code` is the API's stable one, `unreachable` (no answer; status 0) or
 * `unreadable` (an answer that is not Mayfly's).
 */
export class MayflyError extends Error {
  override readonly name: string = 'MayflyError'
  readonly code: string
  readonly status: number
  readonly detail: string
  /** Every field at fault. */
  readonly errors: { path: string; message: string }[]
  /** When the mailbox ended, for the codes `mailbox_expired` and `mailbox_deleted`. */
  readonly endedAt: Date | null
  /** How long the server asks to wait. */
  readonly retryAfterMs: number | null

  constructor(status: number, problem: Partial<Problem>, { retryAfterMs = null, cause }: Details = {}) {
    const detail = problem.detail ?? problem.title ?? `The server answered ${status}.`
    super(detail, { cause })
    this.code = problem.code ?? 'unreadable'
    this.status = status
    this.detail = detail
    this.errors = problem.errors ?? []
    this.endedAt = problem.ended_at === undefined ? null : new Date(problem.ended_at)
    this.retryAfterMs = retryAfterMs
  }
}

type Details = { retryAfterMs?: number | null; cause?: unknown }

/** Nothing that matches came in time. The message says what came instead, and what was turned away. */
export class TimeoutError extends Error {
  override readonly name: string = 'TimeoutError'

  constructor(
    what: string,
    readonly address: string,
    readonly timeoutMs: number,
    /** Messages that did arrive, each with the filter that it failed. */
    readonly nearMisses: NearMiss[],
    /** Deliveries that were refused meanwhile. */
    readonly refused: Delivery[],
  ) {
    super([`No ${what} for ${address} within ${timeoutMs / 1_000} s.`, ...explain(nearMisses, refused)].join(' '))
  }
}

function explain(nearMisses: NearMiss[], refused: Delivery[]): string[] {
  const missed = nearMisses.map(({ seq, why }) => `#${seq} failed "${why}"`).join(', ')
  const turnedAway = refused.map(({ smtp_code, reason, from_domain }) =>
    [smtp_code ?? 'disconnected', reason, from_domain && `(from ${from_domain})`].filter(Boolean).join(' '),
  )
  if (nearMisses.length + refused.length === 0) return ['Nothing arrived at all.']
  return [
    ...(nearMisses.length > 0 ? [`Near misses: ${missed}.`] : []),
    ...(refused.length > 0 ? [`Refused: ${turnedAway.join('; ')}.`] : []),
  ]
}
