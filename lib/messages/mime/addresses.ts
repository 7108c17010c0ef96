/** Address lists (RFC 5322, 3.4): groups are flattened, names decoded, addresses left as they were written. */
import addressparser from 'nodemailer/lib/addressparser/index.js'
import type { AddressBody } from '../schema'
import { tidyAddresses } from './address-comments'
import { withoutBidiControls } from './bidi'
import { decodeWords, toText } from './header-text'
import { toSingleLine, toStorable } from './storable'

/** Of one message, in one field or several of the same name. */
export const MAX_ADDRESSES = 2_000
/** As much as is read of all header fields. */
const MAX_LIST_LENGTH = 131_072
/** Names with commas in them ("Last, First") have more than one for each address. */
const MAX_SEPARATORS = 2 * MAX_ADDRESSES
const SEPARATOR = /[,:;]/g
/** UTF-16 units between two of them: no name or address is longer, and what parses and decodes one is not linear. */
const MAX_PIECE_LENGTH = 2_048
const COMMENT_AND_SPACE = /\([^()]*\)|\s+/g
const ENCODED_WORD = /=\?[^?]+\?[BbQq]\?/
/** The way a message was to take (RFC 5322, 4.4), which nobody follows any more. */
const ROUTE = /^@[^\s@:]+(?:,@[^\s@:]+)*:(?=[^:]*@)/
const PLAIN_ADDRESS = /^[^\s@<>]+@[^\s@<>]+$/

/** Never throws. An entry without an address (a bare name) is kept with an empty one. */
export function toAddresses(value: string, charset?: string): AddressBody[] {
  try {
    const list = withoutBidiControls(toSingleLine(cutAtSeparator(toText(value, charset, MAX_LIST_LENGTH))))
    return addressparser(tidyAddresses(list), { flatten: true })
      .slice(0, MAX_ADDRESSES)
      .map(({ name, address }) => ({ name: toName(name ?? ''), address: toAddress(address ?? '') }))
      .filter(({ name, address }) => name !== '' || address !== '')
  } catch {
    return []
  }
}

/** Up to the first piece that is none, and to as many as there may be addresses. */
function cutAtSeparator(list: string): string {
  let count = 0
  let from = 0
  for (const { index } of list.matchAll(SEPARATOR)) {
    if (index - from > MAX_PIECE_LENGTH) break
    if (++count > MAX_SEPARATORS) return list.slice(0, index)
    from = index + 1
  }
  return list.slice(0, from + MAX_PIECE_LENGTH)
}

function toName(name: string): string {
  return toStorable(toSingleLine(withoutBidiControls(decodeWords(name))))
}

/** Encoded words do not belong into an address (RFC 2047, 5): one that hides more than a plain address is dropped. */
function toAddress(address: string): string {
  const decoded = ENCODED_WORD.test(address) ? decodeWords(address) : address
  return decoded === address || PLAIN_ADDRESS.test(decoded)
    ? toStorable(toSingleLine(withoutBidiControls(decoded).replace(COMMENT_AND_SPACE, '').replace(ROUTE, '')))
    : ''
}
