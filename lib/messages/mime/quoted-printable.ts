/** Quoted-printable (RFC 2045, 6.7), decoded by libqp between places that no escape, line end or white space spans. */
import libqp from 'libqp'
import type { Decoder } from './transfer'

/** `=`, blank, tab, CR, LF: what may belong to something that ends further on. */
const OPEN = new Set([61, 32, 9, 13, 10])
/** What is held back at most, against text that has no such place. */
const MAX_HELD_BYTES = 262_144

export function createQuotedPrintableDecoder(): Decoder {
  let held: Buffer = Buffer.alloc(0)
  return {
    push(slice) {
      const bytes = held.length === 0 ? slice : Buffer.concat([held, slice])
      const end = findCut(bytes)
      held = bytes.subarray(end)
      return end === 0 ? Buffer.alloc(0) : libqp.decode(bytes.subarray(0, end))
    },
    end: () => libqp.decode(held),
  }
}

/** The last place behind two bytes of which neither is open. */
function findCut(bytes: Buffer): number {
  for (let at = bytes.length; at >= 2; at--) {
    if (!OPEN.has(bytes[at - 1] ?? 0) && !OPEN.has(bytes[at - 2] ?? 0)) return at
  }
  return bytes.length > MAX_HELD_BYTES ? bytes.length : 0
}
