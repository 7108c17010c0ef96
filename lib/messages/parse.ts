/** Raw bytes to contents. Pure, bounded, and never throws for bad mail: what cannot be read is said in `parseError`. */
import { placeAttachments } from './attachments'
import { emptyContents } from './empty-contents'
import { extract } from './extract'
import { listAddresses, listHeaders, toScannedHeaders } from './headers'
import { type Bodies, selectBodies } from './mime/bodies'
import { decodeUndeclared } from './mime/charset'
import { decodePartText } from './mime/decode'
import { readHeaderBlock } from './mime/header-block'
import { toLineFeeds, withLineFeeds } from './mime/line-ends'
import { findSenderCharset } from './mime/sender-charset'
import { toStorable } from './mime/storable'
import { type Part, readStructure } from './mime/structure'
import { toPreview } from './preview'
import { isTooLongToSanitize, sanitize } from './sanitize'
import type { ParsedMessage } from './schema'
import { toSearchText } from './search-text'
import { fromHtml } from './visible/from-html'
import { fromPlainText, joinLines } from './visible/visible-text'

/** The longest body kept as text, in UTF-16 units; the raw message has the rest. */
const MAX_BODY_LENGTH = 4_194_304
/** How much of a message that has no readable part is shown as it is. */
const MAX_RAW_TEXT_BYTES = 65_536

export async function parseMessage(raw: Buffer): Promise<ParsedMessage> {
  const structure = readStructure(raw)
  const { root, faults } = structure
  const charset = findSenderCharset(root.fields, root.body)
  const bodies = selectBodies(structure)
  const cut = new Set<string>(faults)
  const read = (parts: Part[]) => joinTexts(parts, cut)
  const bodyHtml = toBody(read(bodies.html))
  const bodyText = toBody(read(bodies.text) ?? (isUnreadable(bodies) ? rawText(root.body) : null))
  const html = bodyHtml === null ? null : fromHtml(bodyHtml)
  const text = bodyText === null ? null : fromPlainText(bodyText)
  if (html?.isTooDeep) cut.add('HTML nested too deeply')
  if (bodyHtml !== null && isTooLongToSanitize(bodyHtml)) cut.add('HTML cut')
  const { from, to, subject } = toScannedHeaders(root.fields, charset)
  const seen = html && html.lines.length > 0 ? html : (text ?? { lines: [], anchors: [], isTooDeep: false })
  return {
    preview: toPreview(seen),
    bodyText,
    bodyHtml,
    safeHtml: bodyHtml === null || html?.isTooDeep ? null : toStorable(sanitize(bodyHtml)),
    cc: listAddresses(root.fields, 'cc', charset),
    replyTo: listAddresses(root.fields, 'reply-to', charset),
    headers: listHeaders(root.fields, charset),
    attachments: placeAttachments(structure, bodies),
    ...extract({ fields: root.fields, from, subject, html, text }),
    parseError: cut.size === 0 ? null : [...cut].join(', '),
    ...toSearchText({
      subject,
      people: from ? [from, ...to] : to,
      texts: [html, text].map((v) => (v ? joinLines(v) : '')),
    }),
  }
}

/** What can be told without parsing: header fields, and the beginning of the body as it came. */
export function toUnparsed(received: Buffer, parseError: string): ParsedMessage {
  const raw = withLineFeeds(received)
  const { fields, bodyStart } = readHeaderBlock(raw)
  const charset = findSenderCharset(fields, raw.subarray(bodyStart))
  const bodyText = rawText(raw.subarray(bodyStart))
  const { from, to, subject } = toScannedHeaders(fields, charset)
  return {
    ...emptyContents(parseError),
    preview: toPreview(fromPlainText((bodyText ?? '').slice(0, 2_000))),
    bodyText,
    cc: listAddresses(fields, 'cc', charset),
    replyTo: listAddresses(fields, 'reply-to', charset),
    headers: listHeaders(fields, charset),
    ...toSearchText({ subject, people: from ? [from, ...to] : to, texts: [] }),
  }
}

function joinTexts(parts: Part[], cut: Set<string>): string | null {
  if (parts.length === 0) return null
  let joined = ''
  for (const part of parts) {
    const { text, isCut } = decodePartText(part, MAX_BODY_LENGTH - joined.length)
    if (isCut) cut.add('body cut')
    joined += joined === '' || joined.endsWith('\n') ? text : `\n${text}`
    if (joined.length >= MAX_BODY_LENGTH) break
  }
  return joined
}

/** A body of white space alone is what most senders make of none. */
function toBody(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text
}

/** No part that anything could be shown of. */
function isUnreadable({ html, attachments }: Bodies): boolean {
  return html.length === 0 && attachments.length === 0
}

function rawText(body: Buffer): string | null {
  const text = toLineFeeds(decodeUndeclared(body.subarray(0, MAX_RAW_TEXT_BYTES)))
  return toBody(toStorable(text))
}
