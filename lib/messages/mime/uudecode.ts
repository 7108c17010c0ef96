/** The bytes of a file in uuencode: everything between `begin` and `end`; what is no such line is passed over. */
import type { Decoder } from './transfer'
import { isUuData, lineAt, MAX_LINE_BYTES, nextBegin, UU_BEGIN, uuLengthOf } from './uuencode'

export function createUuDecoder(): Decoder {
  let held: Buffer = Buffer.alloc(0)
  let isInLongLine = false
  let isBegun = false
  let isDone = false

  function read(bytes: Buffer, isLast: boolean): Buffer {
    // lines may lack up to half of their characters, and each writes in threes
    const out = Buffer.allocUnsafe(bytes.length * 2 + 3)
    let length = 0
    let at = isBegun ? 0 : findBegin(bytes)
    isBegun = true
    while (at < bytes.length && !isDone) {
      const { text, next } = lineAt(bytes, at)
      if (bytes[next - 1] !== 10 && !isLast) break
      if (!isInLongLine) {
        if (text.trim() === 'end') isDone = true
        else if (isUuData(text)) length += decodeLine(text, out, length)
      }
      isInLongLine = false
      at = next
    }
    hold(isDone ? bytes.subarray(bytes.length) : bytes.subarray(at))
    return out.subarray(0, length)
  }

  /** A line that is too long for ours is passed over without keeping it. */
  function hold(rest: Buffer): void {
    const isLong = rest.length > MAX_LINE_BYTES
    held = isInLongLine || isLong ? Buffer.alloc(0) : rest
    isInLongLine ||= isLong
  }

  return {
    push: (slice) => (isDone ? Buffer.alloc(0) : read(held.length === 0 ? slice : Buffer.concat([held, slice]), false)),
    end: () => read(held, true),
  }
}

/** Behind the first `begin` line; a file without one begins at once. */
function findBegin(bytes: Buffer): number {
  for (let at = nextBegin(bytes, 0); at >= 0; at = nextBegin(bytes, at + 1)) {
    const { text, next } = lineAt(bytes, at)
    if (UU_BEGIN.test(text)) return next
  }
  return 0
}

/** Writes the bytes of a line and answers how many; a character that is missing stands for zeros. */
function decodeLine(line: string, out: Buffer, from: number): number {
  const length = uuLengthOf(line)
  const sixBits = (at: number) => (at < line.length ? (line.charCodeAt(at) - 32) & 63 : 0)
  for (let done = 0, at = 1; done < length; done += 3, at += 4) {
    const bits = (sixBits(at) << 18) | (sixBits(at + 1) << 12) | (sixBits(at + 2) << 6) | sixBits(at + 3)
    // the bytes behind the last one are written over, or cut off
    out[from + done] = bits >> 16
    out[from + done + 1] = (bits >> 8) & 255
    out[from + done + 2] = bits & 255
  }
  return length
}
