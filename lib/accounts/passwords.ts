/** Passwords: argon2id at rest (OWASP's parameters), never the common ones (NIST SP 800-63B, 3.1.1.2). */
import { hash, verify } from '@node-rs/argon2'
import { dictionary } from '@zxcvbn-ts/language-common'
import { AppError } from '@/lib/errors'

const MIN_LENGTH = 10
const MAX_LENGTH = 200

export const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

const COMMON = new Set<string>(dictionary['passwords-common'])

/** Throws `weak_password` for what is short, common, or the address it protects. Length counts in characters. */
export function assertStrongPassword(password: string, email: string): void {
  const message = findWeakness(password, email.toLowerCase())
  if (message) throw new AppError('weak_password', { detail: message, errors: [{ path: 'password', message }] })
}

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), ARGON2ID)
}

/** Takes the same time for an account without a password, and for no account at all (`hashed` null). */
export async function verifyPassword(hashed: string | null, password: string): Promise<boolean> {
  if (password.length > MAX_LENGTH) return false
  const matches = await verify(hashed ?? (await NOBODYS_HASH), password.normalize('NFKC'))
  return matches && hashed !== null
}

const NOBODYS_HASH = hashPassword('the password of nobody')

function findWeakness(password: string, email: string): string | null {
  const length = [...password].length
  if (length < MIN_LENGTH) return `Use at least ${MIN_LENGTH} characters.`
  if (password.length > MAX_LENGTH) return `Use at most ${MAX_LENGTH} characters.`
  const folded = password.toLowerCase()
  const stem = folded.replace(/[\d\W_]+$/u, '')
  if (COMMON.has(folded) || (COMMON.has(stem) && length - stem.length <= 4) || new Set(folded).size < 4) {
    return 'This password is among the first that attackers try.'
  }
  const [name] = email.split('@')
  if (folded === email || folded === name) return 'Do not use your address as the password.'
  return null
}
