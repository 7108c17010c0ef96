/**
 * Fixed-window counters: in Redis when there is one (shared by all processes), otherwise in this process's memory.
 * Counting every read in PostgreSQL would cost more than the read.
 */
import { Redis } from 'ioredis'
import { RateLimiterMemory, RateLimiterRedis, type RateLimiterRes } from 'rate-limiter-flexible'
import type { Config } from './config'
import { AppError } from './errors'
import type { Log } from './log'

export type Verdict = { isAllowed: boolean; limit: number; remaining: number; windowSeconds: number; resetMs: number }

export type RateLimits = {
  /** Counts one more for `key` within its window and says how it stands. Never throws; always allows when limits are off. */
  hit(key: string, limit: number, windowSeconds: number): Promise<Verdict | null>
  close(): void
}

/** The limit comes with each call, because plans differ and change; the library only counts. */
const UNLIMITED = 1_000_000_000

export function createRateLimits(config: Pick<Config, 'REDIS_URL' | 'RATE_LIMITS'>, log: Log): RateLimits {
  if (config.RATE_LIMITS === 'off') return { hit: async () => null, close() {} }
  const redis = config.REDIS_URL ? connect(config.REDIS_URL, log) : null
  const windows = new Map<number, RateLimiterMemory | RateLimiterRedis>()

  function counterFor(duration: number) {
    const known = windows.get(duration)
    if (known) return known
    const options = { keyPrefix: `mayfly:limit:${duration}`, points: UNLIMITED, duration }
    const memory = new RateLimiterMemory(options)
    const counter = redis ? new RateLimiterRedis({ ...options, storeClient: redis, insuranceLimiter: memory }) : memory
    windows.set(duration, counter)
    return counter
  }

  return {
    async hit(key, limit, windowSeconds) {
      const counted = await counterFor(windowSeconds).consume(key)
      return toVerdict(counted, limit, windowSeconds)
    },
    close: () => redis?.disconnect(),
  }
}

/** Throws `rate_limited` once the window is used up. */
export function assertAllowed(verdict: Verdict | null): void {
  if (!verdict || verdict.isAllowed) return
  throw new AppError('rate_limited', {
    detail: `${verdict.limit} requests in ${verdict.windowSeconds} seconds are allowed.`,
    headers: { 'retry-after': String(toSeconds(verdict.resetMs)) },
  })
}

/** As header fields count: whole, and never the past. */
export const toSeconds = (ms: number) => Math.max(1, Math.ceil(ms / 1_000))

function toVerdict(counted: RateLimiterRes, limit: number, windowSeconds: number): Verdict {
  return {
    isAllowed: counted.consumedPoints <= limit,
    limit,
    remaining: Math.max(0, limit - counted.consumedPoints),
    windowSeconds,
    resetMs: counted.msBeforeNext,
  }
}

/** A Redis that is away costs nobody a request: the library then counts in memory. */
function connect(url: string, log: Log): Redis {
  const redis = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: 500,
  })
  redis.on('error', (error) => log.debug({ err: error }, 'rate_limit_store_unreachable'))
  redis.connect().catch(() => {})
  return redis
}
