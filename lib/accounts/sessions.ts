/**
 * Anonymous session tokens: `mfs_` and 256 random bits with a 128-bit HMAC, in base64url. The HMAC lets a server tell
 * its own tokens from noise without a look-up; the database keeps only SHA-256 of a token, beside the mailboxes it owns.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Config } from '@/lib/config'
import type { Viewer } from './viewer'

type Secret = Pick<Config, 'NEXTAUTH_SECRET'>

const RANDOM_BYTES = 32
const MAC_BYTES = 16
const TOKEN = /^mfs_[A-Za-z0-9_-]{64}$/

/** A new token; `random` (32 bytes) makes it repeatable. */
export function createSessionToken(config: Secret, random: Buffer = randomBytes(RANDOM_BYTES)): string {
  return `mfs_${Buffer.concat([random, mac(config, random)]).toString('base64url')}`
}

/** The identity behind a token; null when the token is not one of ours. */
export function findSession(config: Secret, token: string): Viewer | null {
  if (!TOKEN.test(token)) return null
  const bytes = Buffer.from(token.slice(4), 'base64url')
  const random = bytes.subarray(0, RANDOM_BYTES)
  if (!timingSafeEqual(bytes.subarray(RANDOM_BYTES), mac(config, random))) return null
  const sessionTokenHash = hashToken(token)
  return {
    kind: 'anonymous',
    ownerId: null,
    sessionTokenHash,
    planId: 'anonymous',
    isReadOnly: false,
    credential: null,
    rateKey: `session:${sessionTokenHash.toString('base64url')}`,
  }
}

export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** A key of its own for each purpose, so that no two uses of the server's secret can meet (HMAC as a KDF, RFC 5869). */
export function deriveKey(config: Secret, purpose: string): Buffer {
  if (!config.NEXTAUTH_SECRET) throw new Error('NEXTAUTH_SECRET is not set')
  return createHmac('sha256', config.NEXTAUTH_SECRET).update(`mayfly ${purpose}`).digest()
}

const keys = new WeakMap<Secret, Buffer>()

function mac(config: Secret, random: Buffer): Buffer {
  const key = keys.get(config) ?? deriveKey(config, 'session token')
  keys.set(config, key)
  return createHmac('sha256', key).update(random).digest().subarray(0, MAC_BYTES)
}
