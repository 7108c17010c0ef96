/** Which parts are the text of a message, which its HTML, and which its attachments. */
import libmime from 'libmime'
import type { Part, Structure } from './structure'
import { splitUuencoded } from './uuencode'

export type Bodies = { text: Part[]; html: Part[]; attachments: Part[] }

/** Nobody puts words behind more white space than this. */
const MAX_BLANK_BYTES = 4_096

/** Alternatives that only special readers show. */
const UNSEEN_ALTERNATIVES = new Set(['text/x-amp-html', 'text/watch-html'])

/** Document order throughout; an attachment's place in the list is its index. */
export function selectBodies({ root }: Pick<Structure, 'root'>): Bodies {
  const bodies: Bodies = { text: [], html: [], attachments: [] }
  for (const leaf of leaves(root)) {
    if (isBody(leaf, bodies)) addBody(leaf, bodies)
    else if (!isUnseen(leaf)) bodies.attachments.push(leaf)
  }
  if (bodies.html.length === 0 && bodies.text.every(isBlank)) {
    const shown = bodies.attachments.filter(bodies.text.length === 0 ? isInlineText : isReport)
    if (shown.length > 0) bodies.text = shown
  }
  return bodies
}

function addBody(leaf: Part, bodies: Bodies): void {
  const split = leaf.type === 'text/plain' && leaf.encoding === 'none' ? splitUuencoded(leaf.body) : null
  if (leaf.type === 'text/html') bodies.html.push(leaf)
  else bodies.text.push(split ? { ...leaf, body: split.text } : leaf)
  for (const { filename, encoded } of split?.files ?? []) {
    bodies.attachments.push({ ...toUuPart(leaf, encoded), filename, type: libmime.detectMimeType(filename ?? '') })
  }
}

function toUuPart(leaf: Part, body: Buffer): Part {
  const head = { params: {}, fields: [], children: [], contentId: null, disposition: 'attachment' as const }
  return { ...leaf, ...head, body, encoding: 'x-uuencode' }
}

/** Inline is what the sender says is, or what the HTML of a multipart/related shows by its Content-ID. */
export function isInline(part: Part): boolean {
  if (part.disposition !== null) return part.disposition === 'inline'
  return part.contentId !== null && hasAncestor(part, 'multipart/related')
}

function isBody(leaf: Part, found: Bodies): boolean {
  if (leaf.disposition === 'attachment') return false
  if (leaf.parent === null) return leaf.type.startsWith('text/') && leaf.type !== 'text/calendar'
  if (leaf.type !== 'text/plain' && leaf.type !== 'text/html') return false
  if (leaf.filename === null || leaf.parent.type === 'multipart/alternative') return true
  // a name alone does not make the first text of a message a file
  return leaf.disposition === null && found.text.length + found.html.length === 0
}

/** Shown in place of a body where there is none, and listed as the file it is: an invitation, a note, a report, … */
function isInlineText(leaf: Part): boolean {
  if (isReport(leaf)) return true
  return leaf.disposition !== 'attachment' && leaf.type.startsWith('text/') && leaf.type !== 'text/html'
}

/** What became of a message, for programs (RFC 3464, RFC 6533): lines that people can read as well. */
function isReport({ type, disposition }: Part): boolean {
  return disposition !== 'attachment' && /^message\/(?:global-)?delivery-status$/.test(type)
}

function isBlank({ body }: Part): boolean {
  return !/\S/.test(body.toString('latin1', 0, MAX_BLANK_BYTES))
}

function isUnseen(leaf: Part): boolean {
  return UNSEEN_ALTERNATIVES.has(leaf.type) && hasAncestor(leaf, 'multipart/alternative')
}

function hasAncestor(part: Part, type: string): boolean {
  for (let at = part.parent; at; at = at.parent) if (at.type === type) return true
  return false
}

function* leaves(part: Part): Generator<Part> {
  if (part.children.length === 0) {
    // a multipart without parts is empty, not a file; its bytes are shown as text when nothing else is
    if (!part.type.startsWith('multipart/')) yield part
    return
  }
  for (const child of part.children) yield* leaves(child)
}
