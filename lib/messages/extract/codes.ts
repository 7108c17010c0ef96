/** One-time codes in the text a person would see: found by form, judged by the words around and by how they stand out. */
import type { CodeBody } from '../schema'
import type { VisibleLine, VisibleText } from '../visible/visible-text'
import { createAnnouncer, hasCodeWord } from './announce'
import { findCandidates } from './candidates'
import { judge, type Placed } from './judge'
import { MEETING, SALE } from './other-numbers'

/** From here on a candidate is a code. */
const THRESHOLD = 0.5
const MAX_LINES = 2_000
const MAX_LINE_LENGTH = 2_000
const MAX_CANDIDATES = 400
const MAX_CODES = 10
/** The sender may state more than the text can: those scores are higher. */
const MAX_SCORE = 0.97

/** Best first, at most ten. `subject` is a hint; it counts as text where the caller passes it as a line. */
export function findCodes(visible: VisibleText, source: CodeBody['source'], subject = ''): CodeBody[] {
  const lines = visible.lines.slice(0, MAX_LINES).map(toShort)
  const placed = listPlaced(lines)
  if (placed.length === 0 || lines.some(({ text }) => MEETING.test(text))) return []
  const isHinted = hasCodeWord(subject) && !SALE.test(subject)
  const announcer = createAnnouncer(lines)
  const best = new Map<string, number>()
  const lonely = new Set<string>()
  for (const place of placed) {
    const { value } = place.candidate
    const { score, isLonely, emphasis } = judge(place, announcer)
    const hinted = score + (isHinted && score >= 0.3 ? 0.15 : 0)
    if (isLonely && (isHinted || emphasis >= 2)) lonely.add(value)
    if (hinted >= THRESHOLD) best.set(value, Math.max(hinted, best.get(value) ?? 0))
  }
  // no word beside it announces it, but it is the one number that the whole mail is about
  const [only] = lonely
  if (best.size === 0 && only && lonely.size === 1) best.set(only, isHinted ? 0.65 : 0.55)
  return [...best]
    .map(([value, score]) => ({ value, score: Math.round(Math.min(MAX_SCORE, score) * 100) / 100, source }))
    .sort((a, b) => b.score - a.score)
    .slice(0, MAX_CODES)
}

function listPlaced(lines: VisibleLine[]): Placed[] {
  const placed: Placed[] = []
  for (const [index, line] of lines.entries()) {
    for (const candidate of findCandidates(line.text)) placed.push({ candidate, line, index })
    if (placed.length >= MAX_CANDIDATES) break
  }
  return placed.slice(0, MAX_CANDIDATES)
}

function toShort(line: VisibleLine): VisibleLine {
  return line.text.length > MAX_LINE_LENGTH ? { ...line, text: line.text.slice(0, MAX_LINE_LENGTH) } : line
}
