/** Splits the head of a message or part into fields (RFC 5322, 2.2), forgiving what broken senders write. */

/** A field as it came: one character per byte, unfolded, not decoded. */
export type Field = { name: string; value: string }
export type HeaderBlock = { fields: Field[]; bodyStart: number; isCut: boolean }

const FIELD = /^([!-9;-~]+)[ \t]*:/
const MBOX_LINE = /^>?From /

/**
 * Reads fields up to the empty line, `maxBytes` or `maxFields`, whichever is first (`isCut` tells the latter two).
 * Lines that are no field are passed over; two in a row mean that the sender forgot the empty line, and begin the body.
 */
export function readHeaderBlock(raw: Buffer, { maxBytes = 131_072, maxFields = 2_000 } = {}): HeaderBlock {
  const head = raw.toString('latin1', 0, Math.min(maxBytes, raw.length))
  const fields: Field[] = []
  let at = 0
  while (at < head.length && fields.length < maxFields) {
    const line = lineAt(head, at)
    if (line.text === '') return { fields, bodyStart: line.next, isCut: false }
    const last = fields.at(-1)
    if (isFolded(line.text) && last) {
      if (isBlank(line.text) && !continuesAt(head, line.next)) return { fields, bodyStart: line.next, isCut: false }
      last.value += line.text
    } else {
      const name = FIELD.exec(line.text)
      if (name?.[1]) fields.push({ name: name[1], value: line.text.slice(name[0].length) })
      else if (!MBOX_LINE.test(line.text) && !continuesAt(head, line.next)) {
        return { fields, bodyStart: at, isCut: false }
      }
    }
    at = line.next
  }
  return { fields, bodyStart: at < raw.length ? afterEmptyLine(raw, at) : at, isCut: at < raw.length }
}

/** The value of the first field of this name (lower case), without white space at the ends. */
export function findField(fields: Field[], name: string): string | undefined {
  return fields.find((field) => field.name.toLowerCase() === name)?.value.trim()
}

/** Where the body begins behind a head that is not read to its end. */
function afterEmptyLine(raw: Buffer, from: number): number {
  for (let at = raw.indexOf(10, from); at >= 0; at = raw.indexOf(10, at + 1)) {
    if (raw[at + 1] === 10) return at + 2
    if (raw[at + 1] === 13 && raw[at + 2] === 10) return at + 3
  }
  return raw.length
}

function continuesAt(head: string, at: number): boolean {
  const { text } = lineAt(head, at)
  return at < head.length && (text === '' || isFolded(text) || FIELD.test(text))
}

function lineAt(head: string, at: number): { text: string; next: number } {
  const feed = head.indexOf('\n', at)
  const next = feed < 0 ? head.length : feed + 1
  let end = feed < 0 ? head.length : feed
  while (end > at && head.charCodeAt(end - 1) === 13) end--
  return { text: head.slice(at, end), next }
}

const isFolded = (line: string) => line.startsWith(' ') || line.startsWith('\t')
const isBlank = (line: string) => line.trim() === ''
