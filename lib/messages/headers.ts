/** The header fields of a message: the few that lists show, and all of them. Pure, bounded, never throws. */

import { toAddresses } from './mime/addresses'
import { toDate } from './mime/date'
import { type Field, findField, readHeaderBlock } from './mime/header-block'
import { MAX_VALUE_LENGTH, toDisplay } from './mime/header-text'
import { toStorable } from './mime/storable'
import type { AddressBody, HeaderBody, ScannedHeaders } from './schema'

const MAX_LISTED = 500
const MAX_ADDRESSES = 500

/** What lists show, from the first 128 KiB. Absent: From null, Subject "". */
export function scanHeaders(raw: Buffer): ScannedHeaders {
  return toScannedHeaders(readHeaderBlock(raw).fields)
}

export function toScannedHeaders(fields: Field[]): ScannedHeaders {
  const charset = declaredCharset(fields)
  const from = listAddresses(fields, 'from')
  return {
    from: from.find(({ address }) => address !== '') ?? from[0] ?? null,
    to: listAddresses(fields, 'to'),
    subject: toDisplay(findField(fields, 'subject') ?? '', charset),
    messageId: toDisplay(findField(fields, 'message-id') ?? '') || null,
    date: toDate(findField(fields, 'date') ?? ''),
  }
}

/** All addresses of all fields of this name (lower case). */
export function listAddresses(fields: Field[], name: string): AddressBody[] {
  const charset = declaredCharset(fields)
  const found = fields.filter((field) => field.name.toLowerCase() === name).slice(0, MAX_ADDRESSES)
  return found.flatMap(({ value }) => toAddresses(value, charset)).slice(0, MAX_ADDRESSES)
}

/** Every field in order, decoded; the first 500. */
export function listHeaders(fields: Field[]): HeaderBody[] {
  const charset = declaredCharset(fields)
  return fields.slice(0, MAX_LISTED).map(({ name, value }) => ({
    name,
    value: toStorable(toDisplay(value, charset), MAX_VALUE_LENGTH),
  }))
}

/** Senders who write raw 8-bit header fields mostly use the charset they declare for the body. */
function declaredCharset(fields: Field[]): string | undefined {
  return /charset\s*=\s*"?([^\s";]+)/i.exec(findField(fields, 'content-type') ?? '')?.[1]
}
