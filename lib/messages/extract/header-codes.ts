/** Codes that the sender states for machines: in a header field, or bound to an origin in the last line. */
import { type Field, findField } from '../mime/header-block'
import type { AddressBody, CodeBody } from '../schema'
import { isSameOrganisation } from './alignment'

const PLAIN_FIELDS = ['one-time-code', 'x-one-time-code', 'x-otp', 'x-otp-code', 'x-verification-code']
/** draft-goto-otp-token: a structured string, bound to an origin. */
const OTP_TOKEN = /^\s*"?([^";\s]{4,20})"?\s*(?:;\s*origin\s*=\s*"?([^";\s]+)"?)?/i
const CODE = /^[A-Za-z\d]{4,12}$/
/** "@example.com #123456", the form of domain-bound codes. */
const ORIGIN_BOUND =
  /^@(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z\d-]{2,63}(?::\d+)? #([A-Za-z\d-]{4,16})(?: %\S+| @\S+)?\s*$/i
const LAST_LINES = 3

export function findHeaderCodes(fields: Field[], from: AddressBody | null): CodeBody[] {
  const codes = PLAIN_FIELDS.flatMap((name) => toCode(findField(fields, name), null))
  return [...toCode(findField(fields, 'otp-token'), from), ...codes].slice(0, 1)
}

/** Looks at the last lines that are not empty. */
export function findOriginBoundCode(lines: string[]): CodeBody[] {
  for (const line of lines.slice(-LAST_LINES).reverse()) {
    const value = normalise(ORIGIN_BOUND.exec(line.trim())?.[1] ?? '')
    if (CODE.test(value)) return [{ value, score: 0.99, source: 'origin_bound' }]
  }
  return []
}

/** A code bound to an origin that has nothing to do with the sender is a lure. */
function toCode(field: string | undefined, from: AddressBody | null): CodeBody[] {
  const [, code = '', origin] = OTP_TOKEN.exec(field ?? '') ?? []
  const value = normalise(code)
  if (!CODE.test(value)) return []
  if (origin && !isRelated(origin, from?.address ?? '')) return []
  return [{ value, score: 1, source: 'header' }]
}

function isRelated(origin: string, address: string): boolean {
  const host = /^https?:\/\/([^/:]+)/i.exec(origin)?.[1]?.toLowerCase() ?? ''
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  return isSameOrganisation(host, domain) ?? host === domain
}

function normalise(code: string): string {
  return code.replace(/[-\s]/g, '')
}
