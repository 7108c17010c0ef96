/** Cuts a message into its parts (RFC 2046): bounded in depth and number, never throws, copies no bytes. */
import { type PartHead, readPartHead } from './content-type'
import { type Field, readHeaderBlock } from './header-block'

export type Part = PartHead & { fields: Field[]; body: Buffer; parent: Part | null; children: Part[] }
export type Structure = { root: Part; faults: string[] }

const MAX_PARTS = 1_000
const MAX_DEPTH = 50
const MAX_PART_FIELDS = 200

type Budget = { parts: number; faults: Set<string> }

export function readStructure(raw: Buffer): Structure {
  const budget: Budget = { parts: MAX_PARTS, faults: new Set() }
  const { fields, bodyStart, isCut } = readHeaderBlock(raw)
  if (isCut && bodyStart < raw.length) budget.faults.add('header too long')
  const root = toPart(fields, raw.subarray(bodyStart), null, 'text/plain')
  split(root, 0, budget)
  return { root, faults: [...budget.faults] }
}

function toPart(fields: Field[], body: Buffer, parent: Part | null, defaultType: string): Part {
  return { ...readPartHead(fields, defaultType), fields, body, parent, children: [] }
}

function split(part: Part, depth: number, budget: Budget): void {
  if (!isMultipart(part)) return
  if (depth >= MAX_DEPTH) {
    budget.faults.add('nested too deeply')
    return
  }
  const defaultType = part.type === 'multipart/digest' ? 'message/rfc822' : 'text/plain'
  const { pieces, isClosed } = cut(part, budget)
  if (pieces.length === 0) budget.faults.add('no parts found')
  else if (!isClosed) budget.faults.add('last boundary missing')
  for (const piece of pieces) {
    const { fields, bodyStart } = readHeaderBlock(piece, { maxBytes: 32_768, maxFields: MAX_PART_FIELDS })
    const child = toPart(fields, piece.subarray(bodyStart), part, defaultType)
    part.children.push(child)
    split(child, depth + 1, budget)
  }
}

/** The bytes between boundary lines. Where the declared boundary never occurs, the one that does is used. */
function cut(part: Part, budget: Budget): { pieces: Buffer[]; isClosed: boolean } {
  const declared = part.params.boundary ?? ''
  const found = declared === '' ? null : cutAt(part.body, declared, budget)
  if (found && (found.pieces.length > 0 || found.isClosed)) return found
  const guessed = /(?:^|\n)--([!-~]{1,200})[ \t]*\r?\ncontent-/i.exec(part.body.toString('latin1', 0, 65_536))?.[1]
  if (!guessed) return { pieces: [], isClosed: false }
  budget.faults.add('boundary not declared')
  return cutAt(part.body, guessed, budget)
}

function cutAt(body: Buffer, boundary: string, budget: Budget): { pieces: Buffer[]; isClosed: boolean } {
  const delimiter = Buffer.from(`--${boundary}`, 'latin1')
  const pieces: Buffer[] = []
  let start = -1
  let isClosed = false
  for (let at = body.indexOf(delimiter); at >= 0; at = body.indexOf(delimiter, at + delimiter.length)) {
    const line = delimiterLine(body, at, delimiter.length)
    if (!line) continue
    if (start >= 0) pieces.push(body.subarray(start, line.start))
    // what follows the end may be parts again: some senders nest under one and the same boundary
    start = line.isLast ? -1 : line.next
    isClosed = line.isLast
    if (!line.isLast && budget.parts-- <= 0) {
      budget.faults.add('too many parts')
      return { pieces, isClosed: true }
    }
  }
  if (start >= 0) pieces.push(body.subarray(start))
  return { pieces, isClosed }
}

/** Some senders declare a boundary and another type. */
function isMultipart({ type, params, body }: Part): boolean {
  if (type.startsWith('multipart/')) return true
  if (!params.boundary || !type.startsWith('text/')) return false
  return body.toString('latin1', 0, 512).trimStart().startsWith(`--${params.boundary}`)
}

type DelimiterLine = { start: number; next: number; isLast: boolean }

/** A delimiter stands at the start of a line, alone but for white space; the line break before it belongs to it. */
function delimiterLine(body: Buffer, at: number, length: number): DelimiterLine | null {
  if (at > 0 && body[at - 1] !== 10) return null
  const feed = body.indexOf(10, at + length)
  const end = feed < 0 ? body.length : feed
  if (end - at - length > 200) return null
  const rest = body.toString('latin1', at + length, end).trim()
  if (rest !== '' && rest !== '--') return null
  const start = at === 0 ? 0 : body[at - 2] === 13 ? at - 2 : at - 1
  return { start, next: feed < 0 ? body.length : feed + 1, isLast: rest === '--' }
}
