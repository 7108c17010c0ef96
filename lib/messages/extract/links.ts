/** The links of a message, what each is for, and the one that the sender wants followed. Nothing is ever fetched. */
import type { LinkBody } from '../schema'
import type { Anchor, VisibleText } from '../visible/visible-text'
import { FOOTER, NOT_YOU, SECRET_URL, UNSUBSCRIBING, UNSUBSCRIBING_URL, VERIFYING, VERIFYING_URL } from './link-words'

const MAX_LINKS = 200
const MAX_URL_LENGTH = 4_096
/** "Confirm: https://…": what may stand before an address as its label. */
const MAX_LABEL_LENGTH = 60
const BARE_URL = /https?:\/\/[^\s<>"\p{Cc}`{}|\\^]+/giu
const THRESHOLD = 0.5

type Found = LinkBody & { score: number }
/** `label` is what the link says of itself, `before` what is said right before it. */
type Sighting = { url: string; text: string; label: string; before: string }

/** Links in order of appearance, each address once; HTML first. `subject` is a hint. */
export function findLinks(
  { html, text }: { html: VisibleText | null; text: VisibleText | null },
  subject: string,
): { links: LinkBody[]; verificationLink: string | null } {
  const found = new Map<string, Found>()
  for (const sighting of [
    ...(html ? fromAnchors(html) : []),
    ...(html ? fromLines(html).map((sighting) => ({ ...sighting, label: '' })) : []),
    ...(text ? fromLines(text) : []),
  ]) {
    const known = found.get(sighting.url)
    if (!known && found.size >= MAX_LINKS) break
    const link = judge(sighting, subject)
    if (link && (!known || rank(link) > rank(known)))
      found.set(sighting.url, known ? { ...link, text: link.text || known.text } : link)
  }
  const all = [...found.values()]
  const best = all.reduce<Found | null>(
    (top, link) => (link.kind === 'verification' && link.score > (top?.score ?? 0) ? link : top),
    null,
  )
  return { links: all.map(({ score: _, ...link }) => link), verificationLink: best?.url ?? null }
}

/** What a link is for is told once: by the place that says most. */
function rank({ kind, score }: Found): number {
  return kind === 'other' ? -1 : score
}

function judge({ url, text, label, before }: Sighting, subject: string): Found | null {
  const host = hostOf(url)
  if (host === null) return null
  const kind = { url, text, host }
  if (UNSUBSCRIBING.test(label) || (label.length < 40 && UNSUBSCRIBING_URL.test(url)))
    return { ...kind, kind: 'unsubscribe', score: 0.9 }
  const path = url.slice(url.indexOf(host) + host.length)
  let score = 0
  if (VERIFYING.test(label)) score += 0.55
  else if (FOOTER.test(label)) score -= 0.4
  if (VERIFYING_URL.test(path)) score += 0.3
  if (SECRET_URL.test(path)) score += 0.2
  if (VERIFYING.test(before)) score += 0.2
  if (VERIFYING.test(subject)) score += 0.15
  if (NOT_YOU.test(label) || NOT_YOU.test(before)) score -= 0.45
  if (path.length <= 1) score -= 0.5
  return { ...kind, kind: score >= THRESHOLD ? 'verification' : 'other', score }
}

function fromAnchors({ anchors, lines }: VisibleText): Sighting[] {
  return anchors.flatMap((anchor) => {
    const url = toUrl(anchor.url)
    const label = isUrl(anchor.text) ? '' : anchor.text
    return url ? [{ url, text: anchor.text, label, before: textBefore(anchor, lines) }] : []
  })
}

/** What is said right before a link: on its own line, or else on the line above. */
function textBefore({ line, text }: Anchor, lines: VisibleText['lines']): string {
  const own = lines[line]?.text ?? ''
  const at = own.indexOf(text)
  const before = at > 0 ? own.slice(0, at).trim() : ''
  return (before === '' ? (lines[line - 1]?.text ?? '') : before).slice(-200)
}

function fromLines({ lines }: VisibleText): Sighting[] {
  const sightings: Sighting[] = []
  lines.forEach(({ text }, index) => {
    for (const match of text.matchAll(BARE_URL)) {
      if (sightings.length >= MAX_LINKS) return
      const url = toUrl(trimEnd(match[0]))
      const own = text.slice(0, match.index).replace(/[\s([<:：→]+$/, '')
      const label = own.length <= MAX_LABEL_LENGTH && !/[.!?。]/.test(own) ? own : ''
      if (url) sightings.push({ url, text: url, label, before: (own || (lines[index - 1]?.text ?? '')).slice(-200) })
    }
  })
  return sightings
}

/** Punctuation at the end of a sentence is not part of the address, nor is a bracket that opened before it. */
function trimEnd(url: string): string {
  let end = url.replace(/[.,;:!?'"*_~»”’）」】。、，；：！？]+$/u, '')
  while (/[)\]>]$/.test(end) && !/[([<]/.test(end)) end = end.slice(0, -1)
  return end
}

function toUrl(url: string): string | null {
  const trimmed = url.replace(/[\s\p{Cc}]+/gu, '')
  return /^https?:\/\//i.test(trimmed) && trimmed.length <= MAX_URL_LENGTH ? trimmed : null
}

/** In its ASCII form; null where the address is none. */
function hostOf(url: string): string | null {
  try {
    return new URL(url).host || null
  } catch {
    return null
  }
}

const isUrl = (text: string) => /^https?:\/\//i.test(text)
