/** Who has lately cost how much parse time. What is old counts ever less, and so much memory and no more is used. */

const HALF_LIFE_MS = 10_000
/** Of the accounts charged last, so many at least are remembered, and twice as many at most. */
const REMEMBERED = 10_000
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
  /** Charged since the last change of generations, and in the one before: who is in neither is forgotten. */
  let young = new Map<string, Account>()
  let old = new Map<string, Account>()

  const decayed = ({ spentMs, at }: Account) => spentMs * 0.5 ** ((now() - at) / HALF_LIFE_MS)
  const find = (name: string) => young.get(name) ?? old.get(name)

  function enter(name: string, account: Account): void {
    if (young.size >= REMEMBERED) {
      old = young
      young = new Map()
    }
    young.set(name, account)
  }

  return {
    charge(name, ms) {
      const account = find(name) ?? { spentMs: 0, at: now(), slowUntil: 0 }
      account.spentMs = ms + decayed(account)
      account.at = now()
      if (ms >= SLOW_MS) account.slowUntil = now() + SLOW_FOR_MS
      if (!young.has(name)) enter(name, account)
    },
    spentMs(name) {
      const account = find(name)
      return account ? decayed(account) : 0
    },
    isSlow: (name) => (find(name)?.slowUntil ?? 0) > now(),
  }
}
