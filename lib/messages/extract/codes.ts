/** One-time codes in the text a person would see: found by form, judged by the words around and by how they stand out. */
import type { CodeBody } from '../schema'
import type { VisibleLine, VisibleText } from '../visible/visible-text'
import { createAnnouncer, hasCodeWord } from './announce'
import { joinBoxes } from './boxes'
import { findCandidates } from './candidates'
import { type Contender, selectWinners } from './compete'
import { judge, type Placed } from './judge'
import { PASSWORD, VERIFYING } from './link-words'
import { MEETING, SALE } from './other-numbers'
import {
  isAnswer,
  isConversation,
  isPaperwork,
  isPlainCode,
  speaksOfProof,
  speaksOfProofInPaperwork,
} from './paperwork'
import { findPassphrase } from './passphrase'

/** From here on a candidate is a code. */
const THRESHOLD = 0.5
const MAX_LINES = 2_000
/** Of all lines together, in UTF-16 units: more than the longest thread that has its code on top. */
const MAX_LENGTH = 65_536
const MAX_LINE_LENGTH = 2_000
const DRAWN_DIGIT = /[\u{1d7ce}-\u{1d7ff}]|\u20e3/u
const ENGLISH = /\b(?:the|you|your|have|with|this|that|from)\b/i
const MAX_CANDIDATES = 400
const MAX_CODES = 10
/** The sender may state more than the text can: those scores are higher. */
const MAX_SCORE = 0.97

/** Best first, at most ten. `subject` is a hint; it counts as text where the caller passes it as a line. */
export function findCodes(visible: VisibleText, source: CodeBody['source'], subject = ''): CodeBody[] {
  const lines = joinBoxes(takeLines(visible.lines))
  const found = findShort(lines, subject)
  const [phrase] = found.length === 0 ? [findPassphrase(lines)] : []
  return (phrase ? [phrase] : found).map((code) => ({ ...code, source }))
}

/** All but codes made of words. */
function findShort(lines: VisibleLine[], subject: string): Contender[] {
  const placed = listPlaced(lines)
  if (placed.length === 0 || lines.some(({ text }) => MEETING.test(text))) return []
  const isHinted = hasCodeWord(subject) && !SALE.test(subject) && !isConversation(subject)
  const isWanted = VERIFYING.test(subject) || PASSWORD.test(subject)
  // in a language that we read, what is large and not announced is some figure
  const isForeign = !lines.some(({ text }) => ENGLISH.test(text))
  const announcer = createAnnouncer(lines)
  // told apart by words of proof nearby: bills and offers carry codes too
  const isInPaperwork = isPaperwork(subject)
  const isProven = isHinted || (isWanted && !isInPaperwork)
  const purpose = isConversation(subject) ? 'talk' : isWanted || isHinted ? 'stated' : 'open'
  const best = new Map<string, Contender>()
  const lonely = new Set<string>()
  // what an answer quotes was sent before; who forwards a mail passes its code on
  const isReply = isAnswer(subject)
  for (const place of placed) {
    if (isReply && place.line.isQuoted) continue
    const { value } = place.candidate
    const { score, isLonely, emphasis } = judge(place, announcer, purpose)
    const hinted = score + (isHinted && score >= 0.3 ? 0.15 : 0)
    if (isLonely && (isProven || (isForeign && emphasis >= 2 && /^\d{6,}$/.test(value)))) lonely.add(value)
    const around = textAround(lines, place.index)
    const isSold = !isProven && SALE.test(around)
    if (isSold && (place.candidate.form !== 'digits' || !speaksOfProof(around))) continue
    const isStrictlyProven = isProven || speaksOfProofInPaperwork(around)
    if ((isInPaperwork || isOfferName(value)) && !isStrictlyProven) continue
    if (isInPaperwork && isOfferName(value) && !speaksOfProofInPaperwork(around)) continue
    if (isPlainCode(around) && !isProven && !speaksOfProof(around)) continue
    const known = best.get(value)
    const isQuoted = place.line.isQuoted === true && known?.isQuoted !== false
    if (hinted >= THRESHOLD) best.set(value, { value, score: Math.max(hinted, known?.score ?? 0), isQuoted })
  }
  // no word beside it announces it, but it is the one number that the whole mail is about
  const [only] = lonely
  if (best.size === 0 && only && lonely.size === 1) best.set(only, { value: only, score: isHinted ? 0.65 : 0.55 })
  return selectWinners([...best.values()])
    .slice(0, MAX_CODES)
    .map(({ value, score }, rank) => ({ value, score: toShown(score, rank) }))
}

function listPlaced(lines: VisibleLine[]): Placed[] {
  const placed: Placed[] = []
  for (const [index, line] of lines.entries()) {
    for (const candidate of findCandidates(line.text)) placed.push({ candidate, line, index })
    if (placed.length >= MAX_CANDIDATES) break
  }
  return placed.slice(0, MAX_CANDIDATES)
}

/** A word with a number behind it is how shops name their offers. */
function isOfferName(value: string): boolean {
  return /^(?=[A-Z]*[AEIOU])[A-Z]{3,}\d{1,4}$/i.test(value)
}

function textAround(lines: VisibleLine[], index: number): string {
  return lines
    .slice(Math.max(0, index - 2), index + 2)
    .map(({ text }) => text.slice(0, 500))
    .join('\n')
}

/** Two decimals; the order stays visible where several are as sure as can be. */
function toShown(score: number, rank: number): number {
  return Math.round((Math.min(MAX_SCORE, score) - rank * 0.001) * 100) / 100
}

function takeLines(lines: VisibleLine[]): VisibleLine[] {
  let length = 0
  const taken: VisibleLine[] = []
  for (const line of lines.slice(0, MAX_LINES)) {
    if (length >= MAX_LENGTH) break
    const short = toShort(line)
    taken.push(short)
    length += short.text.length
  }
  return taken
}

/** Drawn digits (bold ones of mathematics, key caps) as plain ones. */
function toShort(line: VisibleLine): VisibleLine {
  const text = line.text.slice(0, MAX_LINE_LENGTH)
  if (!DRAWN_DIGIT.test(text)) return text === line.text ? line : { ...line, text }
  const plain = text
    .replace(/[\u{1d7ce}-\u{1d7ff}]/gu, (digit) => digit.normalize('NFKC'))
    .replace(/\ufe0f?\u20e3/g, '')
  return { ...line, text: plain, runs: line.runs.map((run) => ({ ...run, from: 0, to: plain.length })) }
}
