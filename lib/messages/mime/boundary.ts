/** Where the parts of a multipart begin and end (RFC 2046, 5.1), also where the declared boundary is not the one used. */

/** `from` is where the line break before the delimiter begins, `next` where the line after it does. */
export type Delimiter = { from: number; next: number; isLast: boolean }

const SAMPLE_BYTES = 262_144

/** Delimiter lines of exactly this boundary, at most `limit`. */
export function listDelimiters(body: Buffer, boundary: string, limit: number): Delimiter[] {
  const mark = Buffer.from(`--${boundary}`, 'latin1')
  const found: Delimiter[] = []
  for (let at = body.indexOf(mark); at >= 0 && found.length < limit; at = body.indexOf(mark, at + mark.length)) {
    const delimiter = delimiterAt(body, at, mark.length)
    if (delimiter) found.push(delimiter)
  }
  return found
}

/** A delimiter stands at the start of a line, alone but for white space; the line break before it belongs to it. */
function delimiterAt(body: Buffer, at: number, length: number): Delimiter | null {
  if (at > 0 && body[at - 1] !== 10) return null
  const feed = body.indexOf(10, at + length)
  const end = feed < 0 ? body.length : feed
  if (end - at - length > 200) return null
  const rest = body.toString('latin1', at + length, end).trim()
  if (rest !== '' && rest !== '--') return null
  const from = at === 0 ? 0 : body[at - 2] === 13 ? at - 2 : at - 1
  return { from, next: feed < 0 ? body.length : feed + 1, isLast: rest === '--' }
}

/**
 * The boundary a body most likely uses: the declared one but for quotes, white space or case; else that of a line in
 * front of part fields; else that of a line which a later one, with "--" behind, ends.
 */
export function guessBoundary(body: Buffer, declared: string): string | null {
  const sample = body.toString('latin1', 0, SAMPLE_BYTES)
  const bare = declared.replace(/^[\s"']+|[\s"']+$/g, '')
  const alike = bare === '' ? null : toPattern(bare).exec(sample)?.[1]
  if (alike) return alike
  return /(?:^|\n)--([!-~]{1,200})[ \t]*\r?\ncontent-/i.exec(sample)?.[1] ?? findEndedBoundary(sample)
}

function toPattern(boundary: string): RegExp {
  return new RegExp(`(?:^|\\n)--(${boundary.slice(0, 200).replace(/\W/g, '\\$&')})(?:--)?[ \\t]*\\r?\\n`, 'i')
}

function findEndedBoundary(sample: string): string | null {
  const begun = new Set<string>()
  for (const [, line = ''] of sample.matchAll(/^--([!-~]{1,200})[ \t]*\r?$/gm)) {
    if (line.endsWith('--') && begun.has(line.slice(0, -2))) return line.slice(0, -2)
    begun.add(line)
  }
  return null
}
