/** The links of a message, what each is for, and the one that the sender wants followed. Nothing is ever fetched. */
import { escapeBidiControls } from '../mime/bidi'
import type { AddressBody, LinkBody } from '../schema'
import type { Anchor, VisibleText } from '../visible/visible-text'
import { isSameOrganisation } from './alignment'
import { judgeLink, type LinkJudgement, type Sighting } from './judge-link'
import { readErrand } from './link-errand'
import { GENERIC_LABEL } from './link-words'

const MAX_LINKS = 200
/** The same address may stand in many places. */
const MAX_SIGHTINGS = 1_000
const MAX_URL_LENGTH = 4_096
/** "Confirm: https://…": what may stand before an address as its label. */
const MAX_LABEL_LENGTH = 60
const BARE_URL = /https?:\/\/[^\s<>"\p{Cc}`{}|\\^]+/giu

type Input = {
  html: VisibleText | null
  text: VisibleText | null
  /** A hint. */
  subject: string
  from: AddressBody | null
  /** The List-Unsubscribe field. */
  unsubscribing: string
}
type Found = LinkBody & LinkJudgement

/** Links in order of appearance, each address once; HTML first. */
export function findLinks({ html, text, subject, from, unsubscribing }: Input): {
  links: LinkBody[]
  verificationLink: string | null
} {
  const domain = from?.address.slice(from.address.lastIndexOf('@') + 1) ?? ''
  const errand = readErrand(subject)
  const found = new Map<string, Found>()
  for (const sighting of [
    ...(html ? fromAnchors(html) : []),
    ...(html ? fromLines(html).map((sighting) => ({ ...sighting, label: '' })) : []),
    ...(text ? fromLines(text) : []),
  ]) {
    const known = found.get(sighting.url)
    if (!known && found.size >= MAX_LINKS) break
    const host = hostOf(sighting.url)
    if (host === null) continue
    const { url } = sighting
    const isStated = unsubscribing.includes(`<${url}>`)
    const judgement = judgeLink(sighting, { host, errand, isStated })
    const link = { url, text: sighting.text, host, is_aligned: isSameOrganisation(host, domain), ...judgement }
    if (!known || rank(link) > rank(known)) found.set(url, known ? { ...link, text: link.text || known.text } : link)
  }
  const all = [...found.values()]
  // no word on it or before it, but the one personal link in a mail that asks for a step
  const [only, ...others] = all.filter(({ isLikely }) => isLikely)
  if (only && others.length === 0 && !all.some(({ kind }) => kind === 'verification')) only.kind = 'verification'
  const best = all.reduce<Found | null>(
    (top, link) => (link.kind === 'verification' && link.score > (top?.score ?? 0) ? link : top),
    null,
  )
  return {
    links: all.map(({ url, text, kind, host, is_aligned }) => ({ url, text, kind, host, is_aligned })),
    verificationLink: best?.url ?? null,
  }
}

/** What a link is for is told once: by the place that says most. */
function rank({ kind, score }: Found): number {
  return kind === 'other' ? -1 : score
}

function fromAnchors({ anchors, lines }: VisibleText): Sighting[] {
  return anchors.slice(0, MAX_SIGHTINGS).flatMap((anchor) => {
    const url = toUrl(anchor.url)
    const label = isUrl(anchor.text) ? '' : anchor.text
    const { isButton } = anchor
    const before = GENERIC_LABEL.test(label) ? sentenceAround(anchor, lines) : textBefore(anchor, lines)
    return url ? [{ url, text: anchor.text, label, before, isButton }] : []
  })
}

/** What is said right before a link: on its own line, or else on the line above. */
function textBefore({ line, text }: Anchor, lines: VisibleText['lines']): string {
  const own = lines[line]?.text ?? ''
  const at = own.indexOf(text)
  const before = at > 0 ? own.slice(0, at).trim() : ''
  return (before === '' ? (lines[line - 1]?.text ?? '') : before).slice(-200)
}

/** "Klik hier om je account te activeren": what "here" is for may stand behind it. */
function sentenceAround(anchor: Anchor, lines: VisibleText['lines']): string {
  const own = lines[anchor.line]?.text ?? ''
  const at = own.indexOf(anchor.text)
  const behind = at < 0 ? '' : own.slice(at + anchor.text.length, at + anchor.text.length + 120)
  return `${textBefore(anchor, lines)} ${/^[^.!?。！？]*/u.exec(behind)?.[0] ?? ''}`.trim()
}

function fromLines({ lines }: VisibleText): Sighting[] {
  const sightings: Sighting[] = []
  lines.forEach(({ text }, index) => {
    for (const match of text.matchAll(BARE_URL)) {
      if (sightings.length >= MAX_LINKS) return
      const url = toUrl(trimEnd(match[0]))
      const own = text.slice(0, match.index).replace(/[\s([<:：→]+$/, '')
      const above = (lines[index - 1]?.text ?? '').slice(-200)
      const label = own.length <= MAX_LABEL_LENGTH && !/[.!?。]/.test(own) ? own : ''
      if (url)
        sightings.push({
          url,
          text: url,
          label,
          before: (label === '' && own !== '' ? own : `${above} ${own}`.trim()).slice(-200),
          isButton: false,
        })
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
  const trimmed = escapeBidiControls(url.replace(/[\s\p{Cc}]+/gu, ''))
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
