/** Files that old software writes into the text itself: `begin 644 name` … `end` (POSIX uuencode). */
import { toFilename } from './filename'

export type UuFile = { filename: string | null; encoded: Buffer }

export const UU_BEGIN = /^begin [0-7]{3,4} ([^\r\n]{1,255})$/
/** No line of ours is longer. */
export const MAX_LINE_BYTES = 300
const MAX_FILES = 100

/** The text without the files in it, and the files; null where there is none. Text that only looks alike stays text. */
export function splitUuencoded(body: Buffer): { text: Buffer; files: UuFile[] } | null {
  if (!body.includes('begin ')) return null
  const files: UuFile[] = []
  const texts: Buffer[] = []
  let textFrom = 0
  for (let at = nextBegin(body, 0); at >= 0 && files.length < MAX_FILES; at = nextBegin(body, at)) {
    const head = lineAt(body, at)
    const name = UU_BEGIN.exec(head.text)?.[1]
    const end = name === undefined ? -1 : endOfFile(body, head.next)
    if (end < 0) {
      at = head.next
      continue
    }
    files.push({ filename: toFilename(name ?? ''), encoded: body.subarray(at, end) })
    texts.push(body.subarray(textFrom, at))
    textFrom = end
    at = end
  }
  return files.length === 0 ? null : { text: Buffer.concat([...texts, body.subarray(textFrom)]), files }
}

/** Behind the `end` that closes at least one line of data; -1 where the lines are none. */
function endOfFile(body: Buffer, from: number): number {
  let hasData = false
  for (let at = from; at < body.length; ) {
    const line = lineAt(body, at)
    if (line.text.trim() === 'end') return hasData ? line.next : -1
    if (isUuData(line.text)) hasData = true
    else if (line.text.trim() !== '' && line.text.trim() !== '`') return -1
    at = line.next
  }
  return -1
}

/** The first character tells the bytes of the line; some software drops the blanks, which are zeros, at its end. */
export function isUuData(line: string): boolean {
  const length = uuLengthOf(line)
  const encoded = Math.ceil(length / 3) * 4
  return (
    length > 0 &&
    line.length - 1 <= encoded + 2 &&
    line.trimEnd().length <= encoded + 2 &&
    /^[ -`]+$/.test(line) &&
    line.length > encoded / 2
  )
}

/** Bytes that the line says it holds. */
export function uuLengthOf(line: string): number {
  return line === '' ? 0 : (line.charCodeAt(0) - 32) & 63
}

/** The start of the next line that begins with "begin ", or -1. */
export function nextBegin(body: Buffer, from: number): number {
  for (let at = body.indexOf('begin ', from); at >= 0; at = body.indexOf('begin ', at + 1)) {
    if (at === 0 || body[at - 1] === 10) return at
  }
  return -1
}

/** The text of a line, as far as one of ours goes, and where the next one starts. */
export function lineAt(body: Buffer, at: number): { text: string; next: number } {
  const feed = body.indexOf(10, at)
  const next = feed < 0 ? body.length : feed + 1
  // longer lines are none of ours: not read to their end
  const text = body.toString('latin1', at, Math.min(next, at + MAX_LINE_BYTES)).replace(/\r*\n?$/, '')
  return { text, next }
}
