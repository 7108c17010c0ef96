/** Path parameters as operations take them. What cannot name anything is looked up all the same, so it costs the same. */
import { toCanonicalAddress } from '@/lib/mailboxes/address'

type Params = Record<string, string>

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const NO_ID = '00000000-0000-0000-0000-000000000000'

export function addressOf({ address = '' }: Params): string {
  return toCanonicalAddress(address) ?? ''
}

export function idOf({ id = '' }: Params): string {
  return UUID.test(id) ? id : NO_ID
}

/** Of an attachment; -1 is none. */
export function indexOf({ index = '' }: Params): number {
  return /^(?:0|[1-9]\d{0,3})$/.test(index) ? Number(index) : -1
}
