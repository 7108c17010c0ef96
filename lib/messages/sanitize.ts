/** HTML of strangers to HTML that runs nothing, loads nothing and covers nothing. One of three layers, enough alone. */
import sanitizeHtml, { type Attributes } from 'sanitize-html'
import { escapeBidiControls } from './mime/bidi'
import { filterStyle } from './sanitize/css'

/** Carries the address of a remote image until the reader asks for it. */
export const HELD_BACK = 'data-remote-src'

const MAX_LENGTH = 1_048_576
const TAGS =
  'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q rp rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr'
/** Dropped together with what they hold. */
const DROPPED =
  'script style title head template svg math iframe frame frameset noframes noembed object embed applet param audio video source track canvas map area form input button select option optgroup textarea xmp plaintext listing xml link meta base bgsound marquee portal dialog slot image'
/** Of these, what they hold is text that people see: only the tag goes. */
const KEPT_CONTENT = new Set(['form', 'button', 'marquee', 'dialog', 'head'])
const DATA_IMAGE = /^data:image\/(?:png|jpe?g|gif|webp);base64,[a-z\d+/=\s]*$/i
const CID = /^cid:[^\s"'<>\\]{1,998}$/i
const LINK = /^(?:https?:\/\/|mailto:)[^\s"'<>\\`]*$/i
const COLOUR = /^(?:#[\da-f]{3,8}|[a-z]{3,30})$/i
const SIZE = /^\d{1,5}(?:\.\d{1,3})?(?:%|px)?$/

const OPTIONS: sanitizeHtml.IOptions = {
  allowedTags: TAGS.split(' '),
  nonTextTags: DROPPED.split(' ').filter((tag) => !KEPT_CONTENT.has(tag)),
  allowedAttributes: {
    '*': ['style', 'align', 'valign', 'dir', 'lang', 'title', 'width', 'height', 'bgcolor'],
    a: ['href', 'target', 'rel'],
    img: ['src', 'alt', HELD_BACK],
    font: ['color', 'face', 'size'],
    table: ['border', 'cellpadding', 'cellspacing', 'role'],
    td: ['colspan', 'rowspan', 'nowrap'],
    th: ['colspan', 'rowspan', 'nowrap', 'scope'],
    col: ['span'],
    colgroup: ['span'],
    ol: ['start', 'type', 'reversed'],
    details: ['open'],
  },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowedSchemesByTag: { img: ['data', 'cid'] },
  allowProtocolRelative: false,
  // ours is stricter, and does not build a syntax tree for each attribute
  parseStyleAttributes: false,
  nestingLimit: 1_000,
  transformTags: {
    // this one runs after those by name
    '*': (tagName, attribs) => ({ tagName, attribs: filterAttributes(attribs) }),
    body: (_, attribs) => ({ tagName: 'div', attribs }),
    a: (tagName, attribs) => ({ tagName, attribs: filterLink(attribs) }),
    img: (tagName, attribs) => ({ tagName, attribs: filterImage(attribs) }),
  },
}

/** For HTML that is not nested too deeply (`fromHtml` tells). Remote images are held back (`renderDocument` gives them back). Beyond 1 MiB the HTML is cut. */
export function sanitize(html: string): string {
  return sanitizeHtml(html.slice(0, MAX_LENGTH), OPTIONS)
}

/** Whether `sanitize` would cut it. */
export function isTooLongToSanitize(html: string): boolean {
  return html.length > MAX_LENGTH
}

function filterAttributes({ style, bgcolor, width, height, ...rest }: Attributes): Attributes {
  const kept: Attributes = { ...rest }
  const declarations = style === undefined ? '' : filterStyle(style)
  if (declarations !== '') kept.style = declarations
  if (bgcolor !== undefined && COLOUR.test(bgcolor)) kept.bgcolor = bgcolor
  if (width !== undefined && SIZE.test(width)) kept.width = width
  if (height !== undefined && SIZE.test(height)) kept.height = height
  return kept
}

/** A relative link would point into our own site. */
function filterLink({ href, target: _, rel: __, ...kept }: Attributes): Attributes {
  const url = escapeBidiControls((href ?? '').trim())
  if (!LINK.test(url)) return kept
  return { ...kept, href: url, target: '_blank', rel: 'noopener noreferrer nofollow' }
}

function filterImage({ src, [HELD_BACK]: _, ...kept }: Attributes): Attributes {
  const url = (src ?? '').trim()
  if (DATA_IMAGE.test(url) || CID.test(url)) return { ...kept, src: url }
  const absolute = url.startsWith('//') ? `https:${url}` : url
  return LINK.test(absolute) && !/^mailto:/i.test(absolute) ? { ...kept, [HELD_BACK]: absolute } : kept
}
