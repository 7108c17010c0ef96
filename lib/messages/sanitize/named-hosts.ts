/** The hosts that words speak of: what a reader takes for the place a link leads to. Linear. */
import { parse } from 'tldts'

const ADDRESS = /(?:https?:\/\/|\bwww\.)[^\s<>"']+/giu
/** Anywhere in a sentence; what stands behind an @ is an address of a mail, and names no page. */
const HOST = /(?<![\p{L}\p{N}@._-])[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?![\p{L}\p{N}@_-]|\.[\p{L}\p{N}])/gu
/** Words that are nothing but a host with its path need no suffix that is known. */
const ONLY_HOST = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.([\p{L}-]{2,24})(?:[/:?#]\S*)?$/u
/** Brackets around it are no part of it. */
const ONLY_MAIL = /^[<([]?(?:mailto:)?[^\s@<>()[\]]{1,200}@([\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)[>)\]]?$/iu
/** Prices, and versions at the end of a sentence: the word behind their full stop is no name of a top-level domain. */
const FIGURES = /\p{Sc}\s?\d+(?:[.,]\d+)*\.?|(?<![\p{L}\p{N}@._-])v?\d+(?:\.\d+)+\.(?=\p{Lu}\p{Ll})/gu
/** Products that are called like hosts. */
const PRODUCT = /^(?:ASP|ADO|VB|ML|Json|Paint)\.NET$/
/** "report.pdf" is no host. */
const FILE_ENDING = /(?:^|\.)(?:pdf|docx?|xlsx?|pptx?|txt|csv|html?|png|jpe?g|gif|zip|js|ts|json|md|ics|eml|mp[34])$/i
/** Kept out of the public list, and names of hosts all the same (RFC 2606, RFC 6761). */
const RESERVED = /\.(?:example|test|invalid|localhost|local|onion)$/i

/** Who names more of them in one link has something to hide behind the others. */
const MAX_NAMED = 100

/** In ASCII form, without "www."; null where there are more than anybody would name. */
export function listNamedHosts(words: string): string[] | null {
  const plain = toPlain(words)
  const addressed = findAddressedHost(plain)
  if (addressed !== null) return toHost(addressed)
  const ending = ONLY_HOST.exec(plain)?.[1]
  if (ending !== undefined) return FILE_ENDING.test(ending) || PRODUCT.test(plain) ? [] : toHost(plain)
  const addresses = new Set(plain.match(ADDRESS))
  const hosts = new Set(plain.replace(ADDRESS, ' ').match(HOST))
  if (addresses.size + hosts.size > MAX_NAMED) return null
  return [...addresses, ...[...hosts].filter(isKnown)].flatMap(toHost)
}

/** Of words that are an address of a mail and nothing else: it speaks of a host as well. */
export function findAddressedHost(words: string): string | null {
  return ONLY_MAIL.exec(toPlain(words))?.[1] ?? null
}

/** As a host would be written: nothing that cannot be seen, dots of other scripts as dots, none at the end. */
function toPlain(words: string): string {
  return words
    .replace(/\p{Cf}/gu, '')
    .replace(/[\u2024\u3002\uff0e\uff61]/g, '.')
    .trim()
    .replace(/\.$/, '')
    .replace(FIGURES, ' ')
}

/** A full stop without a space behind it ("sent.Open") makes no host. */
function isKnown(host: string): boolean {
  if (FILE_ENDING.test(host) || PRODUCT.test(host)) return false
  if (RESERVED.test(host)) return true
  const { domain, isIcann, isPrivate } = parse(host, { allowPrivateDomains: true })
  return domain !== null && (isIcann === true || isPrivate === true)
}

function toHost(text: string): string[] {
  const url = /^https?:/i.test(text) ? text : `https://${text}`
  return URL.canParse(url) ? [new URL(url).host.replace(/^www\./, '')] : []
}
