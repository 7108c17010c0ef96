/**
 * Says where links lead. Beneath the pointer and the focus the document shows the true host (see render), and a link
 * whose words name another host is marked for good.
 */
import { findAttribute } from './attributes'
import { escapeHtml } from './linked-text'

const LINK = /<a\b[^>]*>/g
/** Far enough for the words of any link that a person reads. */
const MAX_WORDS_LENGTH = 2_000
/** An address inside of the words, or words that are nothing but a host with its path. */
const ADDRESS = /(?:https?:\/\/|\bwww\.)[^\s<>"']+/i
const HOST = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.([\p{L}-]{2,24})(?:[/:?#]\S*)?$/iu
/** "report.pdf" is no host. */
const FILE_ENDING = /^(?:pdf|docx?|xlsx?|pptx?|txt|csv|html?|png|jpe?g|gif|zip|js|ts|json|md|ics|eml|mp[34])$/i

/** For HTML that the sanitiser, or `toLinkedHtml`, has written. Linear. */
export function withLinkTargets(html: string): string {
  return html.replace(LINK, (tag, at: number) => {
    const href = findAttribute(tag, 'href')
    const target = href && toTarget(decodeEntities(href.value))
    if (!target) return tag
    const start = at + tag.length
    const end = html.indexOf('</a>', start)
    const inner = html.slice(start, Math.min(end < 0 ? html.length : end, start + MAX_WORDS_LENGTH))
    const words = toPlainWords(decodeEntities(inner.replace(/<[^>]*>/g, '')))
    const mark = isMisleading(words, target) ? ` data-elsewhere="${escapeHtml(target.shown)}"` : ''
    return `${tag.slice(0, -1)} data-target="${escapeHtml(target.shown)}"${mark}>`
  })
}

/** As a host would be written: nothing that cannot be seen, dots of other scripts as dots, none at the end. */
function toPlainWords(words: string): string {
  return words
    .replace(/\p{Cf}/gu, '')
    .replace(/[\u3002\uff0e\uff61]/g, '.')
    .trim()
    .replace(/\.$/, '')
}

type Target = { shown: string; host: string | null; hasUser: boolean }

/** The host as it is looked up (Punycode, no user part), or the address of a mail. */
function toTarget(href: string): Target | null {
  if (!URL.canParse(href)) return null
  const { protocol, host, pathname, username } = new URL(href)
  if (protocol === 'mailto:') return { shown: `mail to ${pathname.slice(0, 200)}`, host: null, hasUser: false }
  return { shown: host, host, hasUser: username !== '' }
}

function isMisleading(words: string, { host, hasUser }: Target): boolean {
  // what stands before an @ in an address only looks like its host
  if (hasUser) return true
  const named = findHost(words)
  if (named === null || host === null) return false
  return host !== named && !host.endsWith(`.${named}`) && !named.endsWith(`.${host}`)
}

function findHost(words: string): string | null {
  const address = ADDRESS.exec(words)?.[0]
  const isHost = !FILE_ENDING.test(HOST.exec(words)?.[1] ?? 'pdf')
  const text = address ?? (isHost ? words : null)
  if (text === null) return null
  const url = /^https?:/i.test(text) ? text : `https://${text}`
  return URL.canParse(url) ? new URL(url).host.replace(/^www\./, '') : null
}

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }

/** Those that the sanitiser writes. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity)
}
