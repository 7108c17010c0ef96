/** Address lists (RFC 5322, 3.4): groups are flattened, names decoded, addresses left as they were written. */
import addressparser from 'nodemailer/lib/addressparser/index.js'
import type { AddressBody } from '../schema'
import { tidyAddresses } from './address-comments'
import { decodeWords, toText } from './header-text'
import { toSingleLine, toStorable } from './storable'

const MAX_ADDRESSES = 500
const COMMENT_AND_SPACE = /\([^()]*\)|\s+/g
const ENCODED_WORD = /=\?[^?]+\?[BbQq]\?/
/** The way a message was to take (RFC 5322, 4.4), which nobody follows any more. */
const ROUTE = /^@[^\s@:]+(?:,@[^\s@:]+)*:(?=[^:]*@)/
const PLAIN_ADDRESS = /^[^\s@<>]+@[^\s@<>]+$/

/** Never throws. An entry without an address (a bare name) is kept with an empty one. */
export function toAddresses(value: string, charset?: string): AddressBody[] {
  try {
    return addressparser(tidyAddresses(toSingleLine(toText(value, charset))), { flatten: true })
      .slice(0, MAX_ADDRESSES)
      .map(({ name, address }) => ({ name: toName(name ?? ''), address: toAddress(address ?? '') }))
      .filter(({ name, address }) => name !== '' || address !== '')
  } catch {
    return []
  }
}

function toName(name: string): string {
  return toStorable(toSingleLine(decodeWords(name)))
}

/** Encoded words do not belong into an address (RFC 2047, 5): one that hides more than a plain address is dropped. */
function toAddress(address: string): string {
  const decoded = ENCODED_WORD.test(address) ? decodeWords(address) : address
  return decoded === address || PLAIN_ADDRESS.test(decoded)
    ? toStorable(toSingleLine(decoded.replace(COMMENT_AND_SPACE, '').replace(ROUTE, '')))
    : ''
}
