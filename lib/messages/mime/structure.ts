/** Cuts a message into its parts (RFC 2046): bounded in depth and number, never throws, copies no bytes. */
import { type Delimiter, guessBoundary, listDelimiters } from './boundary'
import { type PartHead, readPartHead } from './content-type'
import { type Field, readHeaderBlock } from './header-block'
import { withLineFeeds } from './line-ends'

export type Part = PartHead & { fields: Field[]; body: Buffer; parent: Part | null; children: Part[] }
/** `raw` is what the parts are views of: a copy with other line ends if the message `hasBareCr`. */
export type Structure = { root: Part; faults: string[]; raw: Buffer; hasBareCr: boolean }

const MAX_PARTS = 1_000
const MAX_DEPTH = 50
const MAX_PART_FIELDS = 200

type Budget = { parts: number; faults: Set<string> }

export function readStructure(received: Buffer): Structure {
  const raw = withLineFeeds(received)
  const budget: Budget = { parts: MAX_PARTS, faults: new Set() }
  const { fields, bodyStart, isCut } = readHeaderBlock(raw)
  if (isCut && bodyStart < raw.length) budget.faults.add('header too long')
  const root = toPart(fields, raw.subarray(bodyStart), null, 'text/plain')
  split(root, 0, budget)
  return { root, faults: [...budget.faults], raw, hasBareCr: raw !== received }
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

/** The bytes between delimiter lines. Where the declared boundary never occurs, the one that does is used. */
function cut(part: Part, budget: Budget): { pieces: Buffer[]; isClosed: boolean } {
  const declared = part.params.boundary ?? ''
  // one that opens and one that closes for every part there may be
  const limit = (budget.parts + 1) * 2
  const found = declared === '' ? [] : listDelimiters(part.body, declared, limit)
  if (found.length > 0) return cutAt(part.body, found, budget)
  const guessed = guessBoundary(part.body, declared)
  if (guessed === null) return { pieces: [], isClosed: false }
  budget.faults.add('boundary not declared')
  return cutAt(part.body, listDelimiters(part.body, guessed, limit), budget)
}

function cutAt(body: Buffer, delimiters: Delimiter[], budget: Budget): { pieces: Buffer[]; isClosed: boolean } {
  const pieces: Buffer[] = []
  let start = delimiters[0] && beginsWithFields(body, delimiters[0]) ? 0 : -1
  if (start === 0) budget.faults.add('first boundary missing')
  if (delimiters.length > budget.parts * 2) budget.faults.add('too many parts')
  let isClosed = false
  for (const { from, next, isLast } of delimiters) {
    if (start >= 0) pieces.push(body.subarray(start, from))
    // what follows the end may be parts again: some senders nest under one and the same boundary
    start = isLast ? -1 : next
    isClosed = isLast
    if (!isLast && budget.parts-- <= 0) {
      budget.faults.add('too many parts')
      return { pieces, isClosed: true }
    }
  }
  if (start >= 0) pieces.push(body.subarray(start))
  return { pieces, isClosed }
}

/** In front of the first delimiter stands a note for readers without MIME, or a part whose delimiter is lost. */
function beginsWithFields(body: Buffer, { from }: Delimiter): boolean {
  return /^\s*content-(type|disposition|transfer-encoding)[ \t]*:/i.test(
    body.toString('latin1', 0, Math.min(from, 256)),
  )
}

/** Some senders declare a boundary and another type. */
function isMultipart({ type, params, body }: Part): boolean {
  if (type.startsWith('multipart/')) return true
  if (!params.boundary || !type.startsWith('text/')) return false
  return body.toString('latin1', 0, 512).trimStart().startsWith(`--${params.boundary}`)
}
