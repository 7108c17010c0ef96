/** The header fields of a message: the few that lists show, and all of them. Pure, bounded, never throws. */

import { MAX_ADDRESSES, toAddresses } from './mime/addresses'
import { withoutBidiControls } from './mime/bidi'
import { toDate } from './mime/date'
import { type Field, findField, readHeaderBlock } from './mime/header-block'
import { MAX_VALUE_LENGTH, toDisplay } from './mime/header-text'
import { withLineFeeds } from './mime/line-ends'
import { findSenderCharset } from './mime/sender-charset'
import { toStorable } from './mime/storable'
import type { AddressBody, HeaderBody, ScannedHeaders } from './schema'

const MAX_LISTED = 500

/** What lists show, from the first 128 KiB. Absent: From null, Subject "". */
export function scanHeaders(received: Buffer): ScannedHeaders {
  const raw = withLineFeeds(received)
  const { fields, bodyStart } = readHeaderBlock(raw)
  return toScannedHeaders(fields, findSenderCharset(fields, raw.subarray(bodyStart)))
}

/** `charset` is a guess for fields that are neither ASCII nor UTF-8, as `findSenderCharset` makes it. */
export function toScannedHeaders(fields: Field[], charset?: string): ScannedHeaders {
  const from = listAddresses(fields, 'from', charset)
  return {
    from: from.find(({ address }) => address !== '') ?? from[0] ?? null,
    to: listAddresses(fields, 'to', charset),
    subject: withoutBidiControls(toDisplay(findField(fields, 'subject') ?? '', charset)).trim(),
    messageId: toDisplay(findField(fields, 'message-id') ?? '') || null,
    date: toDate(findField(fields, 'date') ?? ''),
  }
}

/** The addresses of all fields of this name (lower case), as far as the head is read and at most 2,000. */
export function listAddresses(fields: Field[], name: string, charset?: string): AddressBody[] {
  const found = fields.filter((field) => field.name.toLowerCase() === name).slice(0, MAX_ADDRESSES)
  return found.flatMap(({ value }) => toAddresses(value, charset)).slice(0, MAX_ADDRESSES)
}

/** Every field in order, decoded; the first 500. */
export function listHeaders(fields: Field[], charset?: string): HeaderBody[] {
  return fields.slice(0, MAX_LISTED).map(({ name, value }) => ({
    name,
    value: toStorable(toDisplay(value, charset), MAX_VALUE_LENGTH),
  }))
}
