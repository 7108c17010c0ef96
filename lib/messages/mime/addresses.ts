/** Address lists (RFC 5322, 3.4): groups are flattened, names decoded, addresses left as they were written. */
import addressparser from 'nodemailer/lib/addressparser/index.js'
import type { AddressBody } from '../schema'
import { decodeWords, toText } from './header-text'
import { toSingleLine, toStorable } from './storable'

const MAX_ADDRESSES = 500
const COMMENT = /\s*\([^()]*\)\s*/g
const COMMENT_AND_SPACE = /\([^()]*\)|\s+/g
const ENCODED_WORD = /=\?[^?]+\?[BbQq]\?/
const PLAIN_ADDRESS = /^[^\s@<>]+@[^\s@<>]+$/

/** Never throws. An entry without an address (a bare name) is kept with an empty one. */
export function toAddresses(value: string, charset?: string): AddressBody[] {
  try {
    return addressparser(withoutComments(toSingleLine(toText(value, charset))), { flatten: true })
      .slice(0, MAX_ADDRESSES)
      .map(({ name, address }) => ({ name: toName(name ?? ''), address: toAddress(address ?? '') }))
      .filter(({ name, address }) => name !== '' || address !== '')
  } catch {
    return []
  }
}

/** Comments inside of angle brackets, which the parser takes for parts of the address. */
function withoutComments(value: string): string {
  return value.includes('(') ? value.replace(/<[^<>"]*>/g, (angle) => angle.replace(COMMENT, '')) : value
}

function toName(name: string): string {
  return toStorable(toSingleLine(decodeWords(name)))
}

/** Encoded words do not belong into an address (RFC 2047, 5): one that hides more than a plain address is dropped. */
function toAddress(address: string): string {
  const decoded = ENCODED_WORD.test(address) ? decodeWords(address) : address
  return decoded === address || PLAIN_ADDRESS.test(decoded)
    ? toStorable(toSingleLine(decoded.replace(COMMENT_AND_SPACE, '')))
    : ''
}
