/**
 * Says where links lead. Beneath the pointer and the focus the document shows the true host (see render), and a link
 * whose words name another host is marked for good.
 */
import { findAttribute } from './attributes'
import { addTag, addText, createLinkWords, type LinkWords } from './link-words'
import { escapeHtml } from './linked-text'
import { findAddressedHost, listNamedHosts } from './named-hosts'

const TOKEN = /<[^>]*>|[^<]+/g

/** For HTML that the sanitiser, or `toLinkedHtml`, has written. Linear: words are gathered in one pass. */
export function withLinkTargets(html: string): string {
  const pieces: string[] = []
  const open: { at: number; target: Target | null; words: LinkWords }[] = []
  const close = () => {
    const link = open.pop()
    if (!link?.target) return
    const { shown } = link.target
    const mark = isMisleading(link.words, link.target) ? ` data-elsewhere="${escapeHtml(shown)}"` : ''
    pieces[link.at] = `${(pieces[link.at] ?? '').slice(0, -1)} data-target="${escapeHtml(shown)}"${mark}>`
  }
  for (const [token] of html.matchAll(TOKEN)) {
    const words = open.at(-1)?.words
    if (/^<a[ >]/.test(token)) {
      const href = findAttribute(token, 'href')
      const target = href && toTarget(decodeEntities(href.value))
      open.push({ at: pieces.length, target, words: createLinkWords() })
    } else if (token === '</a>') close()
    else if (words && token.startsWith('<')) addTag(words, token)
    else if (words) addText(words, decodeEntities(token))
    pieces.push(token)
  }
  while (open.length > 0) close()
  return pieces.join('')
}

/** `mailHosts`: of all that a mail would go to. */
type Target = { shown: string; host: string | null; hasUser: boolean; mailHosts?: string[] }

/** The host as it is looked up (Punycode, no user part), or the address of a mail. */
function toTarget(href: string): Target | null {
  if (!URL.canParse(href)) return null
  const { protocol, host, pathname, username } = new URL(href)
  if (protocol === 'mailto:') {
    const mailHosts = decodePercent(pathname.slice(0, 2_000)).split(',').map(toMailHost)
    return { shown: `mail to ${pathname.slice(0, 200)}`, host: null, hasUser: false, mailHosts }
  }
  return { shown: host, host, hasUser: username !== '' }
}

const toMailHost = (address: string) =>
  address
    .slice(address.lastIndexOf('@') + 1)
    .trim()
    .toLowerCase()

/** Of an address that is none, what it says. */
function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function isMisleading(words: LinkWords, { host, hasUser, mailHosts }: Target): boolean {
  // what stands before an @ in an address only looks like its host
  if (hasUser) return true
  if (host === null) {
    const named = findAddressedHost(words.seen)?.toLowerCase()
    return named !== undefined && (mailHosts ?? []).some((mailHost) => !isRelated(mailHost, named))
  }
  const named = listNamed(words)
  return named === null || named.some((name) => !isRelated(host, name))
}

const isRelated = (one: string, two: string) => one === two || one.endsWith(`.${two}`) || two.endsWith(`.${one}`)

function listNamed({ all, seen, joined }: LinkWords): string[] | null {
  const [one, two] = [listNamedHosts(all), seen === all ? [] : listNamedHosts(seen)]
  if (one === null || two === null) return null
  // none: perhaps the tags of blocks cut one in two
  return one.length + two.length > 0 || joined === all ? [...one, ...two] : listNamedHosts(joined)
}

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }

/** Those that the sanitiser writes. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity)
}
