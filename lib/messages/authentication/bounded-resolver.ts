/** Look-ups for one message: bounded each in time and size, and together in number and time. */

/** As `dns.promises.resolve`: TXT gives lists of strings, the others (A, AAAA, MX, PTR) what their records hold. */
export type Resolve = (name: string, type: string) => Promise<string[][] | string[]>

const LOOKUP_LIMIT_MS = 5_000
const MESSAGE_LIMIT_MS = 15_000
/** SPF alone may take 10 mechanisms of 10 names each (RFC 7208, 4.6.4). */
const MAX_LOOKUPS = 150
const MAX_RECORDS = 100
const MAX_ANSWER_LENGTH = 65_536

/** Rejects with a `code` as DNS does: ETIMEOUT when it takes too long, EBADRESP when the answer is too large. */
export function withBounds(
  resolve: Resolve,
  { lookupLimitMs = LOOKUP_LIMIT_MS, messageLimitMs = MESSAGE_LIMIT_MS } = {},
): Resolve {
  const endsAt = performance.now() + messageLimitMs
  let left = MAX_LOOKUPS
  return async (name, type) => {
    const limitMs = Math.min(lookupLimitMs, endsAt - performance.now())
    if (left-- <= 0 || limitMs <= 0) throw toDnsError('ETIMEOUT')
    const answer = await within(limitMs, resolve(name, type))
    if (answer.length > MAX_RECORDS || lengthOf(answer) > MAX_ANSWER_LENGTH) throw toDnsError('EBADRESP')
    return answer
  }
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(toDnsError('ETIMEOUT')), ms)
  })
  return Promise.race([work, limit]).finally(() => clearTimeout(timer))
}

function toDnsError(code: string): Error {
  return Object.assign(new Error(code), { code })
}

function lengthOf(answer: (string | string[])[]): number {
  return answer.reduce((sum, record) => sum + JSON.stringify(record).length, 0)
}
