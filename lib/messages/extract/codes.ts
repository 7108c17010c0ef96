/** One-time codes in the text a person would see: found by form, judged by the words around and by how they stand out. */
import type { CodeBody } from '../schema'
import type { VisibleLine, VisibleText } from '../visible/visible-text'
import { announce, hasCodeWord } from './announce'
import { type Candidate, findCandidates } from './candidates'
import { LABEL_BEFORE, MEETING, SALE } from './other-numbers'

/** From here on a candidate is a code. */
const THRESHOLD = 0.5
const MAX_LINES = 2_000
const MAX_CANDIDATES = 400
const EMPHASIS_SCORE = [0, 0.1, 0.2, 0.25]
/** Nothing but punctuation, symbols and emoji. */
const DECORATION = /^[\s\p{P}\p{S}\p{M}\p{Cf}]*$/u
const YEAR = /^(?:19|20)\d\d$/
/** Single words in capitals that stand alone in many mails. */
const PLAIN_WORDS =
  /^(?:CODE|PASSCODE|VERIFY|CONFIRM|LOGIN|SIGNIN|HELLO|HEY|DEAR|THANKS|THANK|WELCOME|NOTE|NOTICE|IMPORTANT|WARNING|ALERT|SECURITY|SUPPORT|TEAM|HELP|FAQ|PRIVACY|TERMS|UNSUBSCRIBE|ACCOUNT|EMAIL|MAIL|HTTPS?|HTML|EXPIRES|VALID|CLICK|HERE|BELOW|YOUR|THIS|COPY|OPEN|VIEW|STEP|DETAILS|SUMMARY|NEWS|UPDATE|REGARDS|CHEERS|BEST|SENT|FROM|SUBJECT|DATE|LLC|INC|GMBH|UTC|USA|OTP)$/

/** Best first, at most ten. `subject` counts as a hint, and as a line of its own where the caller passes it as one. */
export function findCodes(visible: VisibleText, source: CodeBody['source'], subject = ''): CodeBody[] {
  const lines = visible.lines.slice(0, MAX_LINES)
  if (lines.some(({ text }) => MEETING.test(text))) return []
  const isHinted = hasCodeWord(subject) && !SALE.test(subject)
  const best = new Map<string, number>()
  const unannounced: Candidate[] = []
  let left = MAX_CANDIDATES
  for (const [index, line] of lines.entries()) {
    for (const candidate of left > 0 ? findCandidates(line.text) : []) {
      left--
      const judged = judge(candidate, lines, index)
      if (judged.isUnannounced) unannounced.push(candidate)
      const score = judged.score + (isHinted && judged.score >= 0.3 ? 0.15 : 0)
      if (score >= THRESHOLD) best.set(candidate.value, Math.max(score, best.get(candidate.value) ?? 0))
    }
  }
  // no word announces it, but it is the one number that the whole mail is laid out around
  const [lonely] = unannounced
  if (best.size === 0 && lonely && unannounced.length === 1) best.set(lonely.value, isHinted ? 0.65 : 0.55)
  return [...best]
    .map(([value, score]) => ({ value, score: Math.round(Math.min(0.97, score) * 100) / 100, source }))
    .sort((a, b) => b.score - a.score)
    .slice(0, 10)
}

type Judgement = { score: number; isUnannounced: boolean }
const NO: Judgement = { score: 0, isUnannounced: false }

function judge(candidate: Candidate, lines: VisibleLine[], index: number): Judgement {
  const line = lines[index] ?? { text: '', runs: [] }
  const before = line.text.slice(0, candidate.from)
  const after = line.text.slice(candidate.to)
  const runs = line.runs.filter((run) => run.from < candidate.to && candidate.from < run.to)
  const emphasis = Math.max(0, ...runs.map((run) => run.emphasis))
  const isAlone = DECORATION.test(before) && DECORATION.test(after)
  const announced = announce(lines, index, candidate, isAlone)
  if (announced < 0 || (announced < 0.5 && LABEL_BEFORE.test(before.slice(-40)))) return NO
  if (announced < 0.5 && SALE.test(line.text)) return NO
  if (announced === 0) {
    const isLaidOut = isAlone && emphasis >= 2 && candidate.form === 'digits' && /^\d{5,8}$/.test(candidate.value)
    return { score: 0, isUnannounced: isLaidOut && !runs.some((run) => run.isLink) }
  }
  const form = formScore(
    candidate,
    announced,
    isAlone,
    runs.some((run) => run.isLink),
  )
  if (form === 0) return NO
  return { score: form + announced + (isAlone ? 0.25 : 0) + (EMPHASIS_SCORE[emphasis] ?? 0), isUnannounced: false }
}

/** How much it looks like a code on its own; 0 refuses it. */
function formScore({ value, form }: Candidate, announced: number, isAlone: boolean, isLink: boolean): number {
  if (form === 'digits') {
    if (YEAR.test(value)) return announced >= 0.5 ? 0.1 : 0
    return value.length === 6 ? 0.3 : value.length <= 8 ? 0.25 : 0.15
  }
  if (isLink || PLAIN_WORDS.test(value)) return 0
  if (form === 'mixed') return isAlone || announced >= 0.5 ? (/[A-Z]/.test(value) ? 0.25 : 0.15) : 0
  return isAlone || announced >= 0.55 ? 0.1 : 0
}
