/** The document behind /html: made to be shown in a frame that may neither run scripts nor know our origin. */
import { HELD_BACK } from './sanitize'
import { type Attribute, findAttribute, replaceAttribute } from './sanitize/attributes'
import { decodeEntities, withLinkTargets } from './sanitize/link-targets'
import { escapeHtml, toLinkedHtml } from './sanitize/linked-text'
import type { AttachmentBody } from './schema'

export type RenderInput = {
  /** Sanitised when the message was parsed; null for a message without HTML. */
  safeHtml: string | null
  bodyText: string | null
  subject: string
  /** Whether the reader asked for remote images. */
  images: boolean
  attachments: AttachmentBody[]
  attachmentUrl(index: number): string
  /** Content-ID to data: URI, see readInlineImages. */
  inlineImages?: Map<string, string>
}

export type RenderedDocument = { html: string; csp: string; heldBackImages: number }

const IMAGE = /<img\b[^>]*>/g
const CID = /^cid:(.*)$/is
/** Mail is drawn for white paper; plain text follows the reader's colours. */
const STYLE = {
  html: 'html{background:#fff;color:#222;color-scheme:light}body{margin:16px;font:15px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}@media(min-width:560px){body{margin:20px}}img{max-width:100%;height:auto}table{max-width:100%}',
  text: 'html{color-scheme:light dark}body{margin:16px}pre{margin:0;font:14px/1.6 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere}',
}

/** Where a link leads, as browsers say it at the foot of the window; frames without scripts have no such line. */
const LINK_STYLE =
  'a[data-elsewhere]::after{content:" \\2192  " attr(data-elsewhere);margin-left:.3em;padding:0 .4em;border-radius:.3em;background:#fde9c8;color:#6b4300;font:600 12px/1.6 system-ui,sans-serif;text-decoration:none;display:inline-block}' +
  'a[data-target]:is(:hover,:focus-visible)::before{content:"\\2192  " attr(data-target);position:fixed;left:0;bottom:0;max-width:90%;padding:4px 10px;border-top-right-radius:6px;background:#1d1d1f;color:#fff;font:13px/1.5 system-ui,sans-serif;overflow-wrap:anywhere;z-index:1}' +
  'a:focus-visible{outline:2px solid #1a6b52;outline-offset:2px}'

export function renderDocument(input: RenderInput): RenderedDocument {
  const { safeHtml, bodyText, images } = input
  let heldBackImages = 0
  const body =
    safeHtml === null
      ? `<pre dir="auto">${toLinkedHtml(bodyText ?? '')}</pre>`
      : safeHtml.replace(IMAGE, (tag) => {
          const remote = findAttribute(tag, HELD_BACK)
          if (remote) {
            heldBackImages++
            return images ? replaceAttribute(tag, remote, ` src="${remote.value}"`) : tag
          }
          const inline = findInline(tag)
          return inline ? replaceAttribute(tag, inline.src, inlineSource(inline.cid, input)) : tag
        })
  return {
    html: `<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer"><meta http-equiv="x-dns-prefetch-control" content="off"><title>${escapeHtml(input.subject)}</title><style>${safeHtml === null ? STYLE.text : STYLE.html}${LINK_STYLE}</style></head><body>${withLinkTargets(body)}</body></html>`,
    csp: toCsp(images),
    heldBackImages: images ? 0 : heldBackImages,
  }
}

/** Nothing loads but styles in the document and images that are in it, or were asked for; nothing runs; nothing leaves. */
function toCsp(images: boolean): string {
  return [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    `img-src 'self' data:${images ? ' http: https:' : ''}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
    'sandbox allow-popups allow-popups-to-escape-sandbox',
  ].join('; ')
}

/** A picture inside of the message: in place if it is small, else by the address of its attachment. */
function inlineSource(cid: string, { attachments, attachmentUrl, inlineImages }: RenderInput): string {
  const name = decodePercent(cid)
  const inline = inlineImages?.get(cid) ?? inlineImages?.get(name)
  if (inline) return ` src="${inline}"`
  const attachment = attachments.find(({ content_id }) => content_id === cid || content_id === name)
  return attachment ? ` src="${escapeHtml(attachmentUrl(attachment.index))}"` : ''
}

/** The Content-IDs that the images of a sanitised document ask for. */
export function listInlineIds(safeHtml: string): Set<string> {
  const tags = safeHtml.match(IMAGE) ?? []
  return new Set(tags.flatMap((tag) => findInline(tag) ?? []).flatMap(({ cid }) => [cid, decodePercent(cid)]))
}

/** Where an image asks for a part of the message, and for which (RFC 2392). */
function findInline(tag: string): { src: Attribute; cid: string } | null {
  const src = findAttribute(tag, 'src')
  const cid = src && CID.exec(src.value)?.[1]
  return src && cid !== undefined && cid !== null ? { src, cid: decodeEntities(cid) } : null
}

/** RFC 2392: a cid: URL escapes as URLs do. */
function decodePercent(cid: string): string {
  try {
    return decodeURIComponent(cid)
  } catch {
    return cid
  }
}
