/**
 * A Bloom filter over all runs of one, two and three characters of a message's words. It says "surely not" for nearly
 * every message that does not hold a part of a word, in a few hundred bytes that lie in the index, so that only the
 * others are read.
 */

/** In bits, powers of two, so that half of a filter laid over the other half is the filter of half the size. */
const SIZE = { least: 512, most: 16_384 }
/** Above this, a filter lets too many through. */
const MAX_FILL = 0.4
const MAX_GRAM = 3
/** More would only cost time. */
const MAX_PROBES = 12

/** Runs of each length that were met lately, by the low bits of their hash: most come again and again. */
const RECENT = 1_024

/** Base64; 64 to 2,048 bytes. */
export function toSignature(terms: Iterable<string>): string {
  let bits = new Uint8Array(SIZE.most / 8)
  const recent = new Int32Array(RECENT * MAX_GRAM)
  for (const term of terms) {
    for (let start = 0; start < term.length; start++) {
      let value = FNV_OFFSET
      const longest = Math.min(MAX_GRAM, term.length - start)
      for (let length = 1; length <= longest; length++) {
        value = extended(value, term.charCodeAt(start + length - 1))
        const place = (value & (RECENT - 1)) + RECENT * (length - 1)
        if (recent[place] === value && value !== 0) continue
        recent[place] = value
        for (let turn = 0; turn < turnsOf(length); turn++) {
          const at = turned(value, turn) & (SIZE.most - 1)
          // as PostgreSQL's get_bit counts: from the lowest bit of each byte
          bits[at >> 3] = (bits[at >> 3] ?? 0) | (1 << (at & 7))
        }
      }
    }
  }
  while (bits.length * 8 > SIZE.least) {
    const folded = fold(bits)
    if (countBits(folded) > MAX_FILL * folded.length * 8) break
    bits = folded
  }
  return Buffer.from(bits).toString('base64')
}

/**
 * Numbers whose bits are all set in the signature of a message that has all of the parts. The longest runs tell most and
 * come first; where they are few, as in a question of three letters, the runs within them tell nearly as much.
 */
export function toProbes(parts: string[]): number[] {
  const longest = numbersOf(parts, MAX_GRAM)
  const step = Math.max(1, longest.length / MAX_PROBES)
  const probes = Array.from(
    { length: Math.min(longest.length, MAX_PROBES) },
    (_, at) => longest[Math.floor(at * step)] ?? 0,
  )
  const shorter = probes.length < MAX_PROBES ? numbersOf(parts, MAX_GRAM - 1) : []
  return [...new Set([...probes, ...shorter])].slice(0, MAX_PROBES)
}

/** Of all runs of that length, or of the whole of shorter parts. */
function numbersOf(parts: string[], maxLength: number): number[] {
  const numbers = new Set<number>()
  for (const part of parts) {
    const length = Math.min(maxLength, part.length)
    for (let start = 0; start + length <= part.length; start++) {
      let value = FNV_OFFSET
      for (let at = start; at < start + length; at++) value = extended(value, part.charCodeAt(at))
      for (let turn = 0; turn < turnsOf(length); turn++) numbers.add(turned(value, turn))
    }
  }
  return [...numbers]
}

/** FNV-1a over UTF-16 units. */
const FNV_OFFSET = 0x811c9dc5
const extended = (value: number, unit: number) => Math.imul(value ^ unit, 0x01000193)

/** One of several numbers made of one hash, its high bits mixed into the low ones that are used; fits PostgreSQL's int. */
function turned(value: number, turn: number): number {
  return ((value ^ (value >>> 15)) + Math.imul(turn, (value >>> 17) | 1)) & 0x7fffffff
}

/** Bits for each run: a query of one character has no other run to look for. */
const turnsOf = (length: number) => (length === 1 ? 3 : length === 2 ? 2 : 1)

function fold(bits: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const half = bits.length / 2
  const folded = bits.slice(0, half)
  for (let at = 0; at < half; at++) folded[at] = (bits[at] ?? 0) | (bits[at + half] ?? 0)
  return folded
}

function countBits(bits: Uint8Array): number {
  let count = 0
  for (const byte of bits) count += BITS[byte] ?? 0
  return count
}

/** How many bits are set in each byte. */
const BITS = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length)
