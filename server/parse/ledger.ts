/** Who has lately cost how much parse time. What is old counts ever less, and so much memory and no more is used. */

const HALF_LIFE_MS = 10_000
const MAX_ACCOUNTS = 10_000
/** So many at once: finding the oldest costs the same for one of them. */
const FORGOTTEN = 1_000
/** A message that took this long makes its account slow for a while. */
const SLOW_MS = 250
const SLOW_FOR_MS = 30_000

type Account = { spentMs: number; at: number; slowUntil: number }

export type Ledger = {
  charge(name: string, ms: number): void
  /** Milliseconds of parse time, halved every ten seconds. */
  spentMs(name: string): number
  isSlow(name: string): boolean
}

export function createLedger(now: () => number = () => performance.now()): Ledger {
  /** The account charged last stands last. */
  const accounts = new Map<string, Account>()

  const decayed = ({ spentMs, at }: Account) => spentMs * 0.5 ** ((now() - at) / HALF_LIFE_MS)

  function forgetOldest(): void {
    let left = FORGOTTEN
    for (const name of accounts.keys()) {
      accounts.delete(name)
      if (--left === 0) return
    }
  }

  return {
    charge(name, ms) {
      const account = accounts.get(name)
      accounts.delete(name)
      accounts.set(name, {
        spentMs: ms + (account ? decayed(account) : 0),
        at: now(),
        slowUntil: ms >= SLOW_MS ? now() + SLOW_FOR_MS : (account?.slowUntil ?? 0),
      })
      if (accounts.size >= MAX_ACCOUNTS) forgetOldest()
    },
    spentMs(name) {
      const account = accounts.get(name)
      return account ? decayed(account) : 0
    },
    isSlow: (name) => (accounts.get(name)?.slowUntil ?? 0) > now(),
  }
}
