/** Base64 (RFC 4648) as mail carries it: broken into lines, with junk between, and joined where one text ended. */
import type { Decoder } from './transfer'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const NONE = -1
const PADDING = -2
/** How far behind padding the next text may begin; what stands further off is the footer of a mailing list. */
const REACH = 199

const VALUES = new Int8Array(256).fill(NONE)
for (const [value, letter] of [...ALPHABET].entries()) VALUES[letter.charCodeAt(0)] = value
// of the alphabet for URLs
VALUES[45] = 62
VALUES[95] = 63
VALUES[61] = PADDING

/** Ends at the first padding unless more base64 follows it at once; then nothing but padding ends a text. */
export function createBase64Decoder(): Decoder {
  let bits = 0
  let count = 0
  let state: 'reading' | 'looking' | 'joined' | 'done' = 'reading'
  let looked = 0

  return {
    push(slice) {
      const out = Buffer.allocUnsafe(Math.ceil((slice.length * 3) / 4) + 1)
      let length = 0
      for (let at = 0; at < slice.length && state !== 'done'; at++) {
        const byte = slice[at] ?? 0
        const value = VALUES[byte] ?? NONE
        if (state === 'looking') {
          if (value >= 0 && byte !== 45 && byte !== 95) state = 'joined'
          else if (++looked >= REACH) state = 'done'
        }
        if (value === PADDING) {
          bits = count = 0
          if (state === 'reading') state = 'looking'
        }
        if (value < 0 || state === 'looking') continue
        bits = ((bits << 6) | value) & 0xffff
        count += 6
        if (count < 8) continue
        count -= 8
        out[length++] = bits >> count
      }
      return out.subarray(0, length)
    },
    end: () => Buffer.alloc(0),
  }
}
