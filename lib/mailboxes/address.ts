/** Addresses: the one canonical form, which local parts a caller may choose, and random ones. */
import { randomInt } from 'node:crypto'
import { AppError } from '@/lib/errors'

const LOCAL_PART = /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/

/** RFC 2142 roles, the names certificate authorities write to (CA/B Forum BR 3.2.2.4.4), and our own. */
const RESERVED = new Set(
  `abuse admin administrator billing contact daemon ftp help hostmaster info mailer-daemon marketing mayfly news
   no-reply nobody noc noreply postmaster root sales security ssladmin ssl-admin support sysadmin usenet uucp webmaster www`.split(
    /\s+/,
  ),
)

/**
 * `Local.Part+tag@Domain` becomes `local.part@domain` (RFC 5233 subaddressing). null when it is not local@domain.
 * Says nothing about whether such a mailbox exists. Only ASCII letters fold: another script's letter is another name.
 */
export function toCanonicalAddress(address: string): string | null {
  const at = address.lastIndexOf('@')
  if (at < 1 || at === address.length - 1 || address.length > 320) return null
  const [local] = address.slice(0, at).split('+')
  return local ? foldAscii(`${local}@${address.slice(at + 1)}`) : null
}

/** Folds a chosen local part to lower case. Throws `invalid_local_part` or `reserved_local_part`. */
export function toLocalPart(chosen: string): string {
  const local = foldAscii(chosen)
  if (local.length > 64 || !LOCAL_PART.test(local)) {
    const message = 'Use 1 to 64 letters, digits, ".", "_" or "-"; no dot at the ends or doubled.'
    throw new AppError('invalid_local_part', { detail: message, errors: [{ path: 'local_part', message }] })
  }
  if (RESERVED.has(local)) {
    const message = 'This name is kept for the operator.'
    throw new AppError('reserved_local_part', { detail: message, errors: [{ path: 'local_part', message }] })
  }
  return local
}

/** toLowerCase() would turn the KELVIN SIGN (U+212A) into a plain `k`, and so into somebody else's address. */
function foldAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

const CONSONANTS = 'bdfghjklmnprstvz'
const VOWELS = 'aeiou'

/** Four syllables and four digits: easy to read out, one of 4 x 10^11. Knowing it opens nothing. */
export function randomLocalPart(): string {
  const pick = (letters: string) => letters.charAt(randomInt(letters.length))
  const syllables = Array.from({ length: 4 }, () => pick(CONSONANTS) + pick(VOWELS)).join('')
  return `${syllables}${String(randomInt(10_000)).padStart(4, '0')}`
}
