/** How sure it is that a candidate is a one-time code: its form, its announcement, and how it stands out. */
import type { VisibleLine } from '../visible/visible-text'
import type { Announcer } from './announce'
import { isAskedFor, isToContinue } from './asking'
import type { Candidate } from './candidates'
import { VERIFYING } from './link-words'
import {
  COUNTED_THING_BEFORE,
  EXAMPLE_BEFORE,
  LABEL_BEFORE,
  OWNER_BEHIND,
  PHONE_BEFORE,
  QUANTITY_BEFORE,
  SALE,
} from './other-numbers'
import { isRetired } from './retired'
import { isStatedAsCode } from './years'

export type Placed = { candidate: Candidate; line: VisibleLine; index: number }

/** `isLonely`: nothing around announces it, but it has a line of its own; `emphasis` tells how large. */
export type Judgement = { score: number; isLonely: boolean; emphasis: number }

const NO: Judgement = { score: 0, isLonely: false, emphasis: 0 }
const EMPHASIS_SCORE = [0, 0.1, 0.2, 0.25]
/** Nothing but punctuation, symbols and emoji. */
const DECORATION = /^[\s\p{P}\p{S}\p{M}\p{Cf}]*$/u
/** A code that is said to be old is still told, behind the new one. */
const RETIRED_PENALTY = 0.3
/** What can be a code by its form alone. */
const LONELY = /^(?:\d{5,8}|(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z\d]{5,8})$/
const YEAR = /^(?:19|20)\d\d$/
/** Single words in capitals that stand alone in many mails. */
const PLAIN_WORDS =
  /^(?:CODE|PASSCODE|VERIFY|CONFIRM|LOGIN|SIGNIN|HELLO|HEY|DEAR|THANKS|THANK|WELCOME|NOTE|NOTICE|IMPORTANT|WARNING|ALERT|SECURITY|SUPPORT|TEAM|HELP|FAQ|PRIVACY|TERMS|UNSUBSCRIBE|ACCOUNT|EMAIL|MAIL|HTTPS?|HTML|EXPIRES|VALID|CLICK|HERE|BELOW|YOUR|THIS|COPY|OPEN|VIEW|STEP|DETAILS|SUMMARY|NEWS|UPDATE|REGARDS|CHEERS|BEST|SENT|FROM|SUBJECT|DATE|LLC|INC|GMBH|UTC|USA|OTP)$/

/** `stated`: the subject asks to verify, sign in or reset, or announces a code. `talk`: people answer each other. */
export type Purpose = 'stated' | 'open' | 'talk'

export function judge({ candidate, line, index }: Placed, announcer: Announcer, purpose: Purpose): Judgement {
  const before = line.text.slice(0, candidate.from)
  const isAlone = DECORATION.test(before) && DECORATION.test(line.text.slice(candidate.to))
  const isPurposeKnown = () => purpose === 'stated' || (purpose === 'open' && announcer.isSpokenOfNear(index))
  const asked = askedFor(candidate, line.text, isPurposeKnown)
  const announced = Math.max(asked, announcer.announce(index, candidate, isAlone))
  if (announced < 0 || EXAMPLE_BEFORE.test(before.slice(-30))) return NO
  const isCounted = QUANTITY_BEFORE.test(before.slice(-12)) || OWNER_BEHIND.test(line.text.slice(candidate.to))
  if (!isAlone && candidate.form === 'digits' && asked < 0 && isCounted) return NO
  if (announced < 0.55 && COUNTED_THING_BEFORE.test(before.slice(-20))) return NO
  // a label right in front is nearer than what is said afterwards
  const isLabelled = LABEL_BEFORE.test(before.slice(-40))
  if (isLabelled && asked < 0 && !isAlone && announcer.announceInFront(index, candidate, isAlone) < 0.5) return NO
  if (asked < 0 && announced < 0.5 && (isLabelled || PHONE_BEFORE.test(before.slice(-40)))) return NO
  if ((announced < 0.5 || candidate.form !== 'digits') && SALE.test(line.text)) return NO
  const runs = line.runs.filter((run) => run.from < candidate.to && candidate.from < run.to)
  const emphasis = Math.max(0, ...runs.map((run) => run.emphasis))
  const isLink = runs.some((run) => run.isLink)
  if (announced === 0) {
    return { score: 0, isLonely: isAlone && !isLink && LONELY.test(candidate.value), emphasis }
  }
  // a year is a code only where a label or a line of its own says so
  const isYear = YEAR.test(candidate.value) && candidate.to - candidate.from === 4
  if (isYear && !(isAlone ? announced >= 0.5 : isLabelledYear(line.text, candidate))) return NO
  const form = formScore(candidate, announced, isAlone, isLink)
  const retired = isRetired(line.text, candidate.from, candidate.to) ? RETIRED_PENALTY : 0
  const score = form + announced + (isAlone ? 0.25 : 0) + (EMPHASIS_SCORE[emphasis] ?? 0) - retired
  return form === 0 ? NO : { score, isLonely: false, emphasis }
}

function isLabelledYear(line: string, { from, to }: Candidate): boolean {
  return /[:：]\s*$/.test(line.slice(0, from)) || isStatedAsCode(line, from, to)
}

/** Asked for by a verb alone, it is a code where the sentence, the subject or a line close by names the purpose. -1: not asked for. */
function askedFor({ form, value, from, to }: Candidate, line: string, isPurposeKnown: () => boolean): number {
  if (form === 'letters' || !isAskedFor(line, from, to)) return -1
  const isNamed = VERIFYING.test(line.slice(Math.max(0, from - 200), to + 200)) || isPurposeKnown()
  if (!isNamed && (value.length < 5 || !isToContinue(line.slice(to)))) return -1
  return form === 'digits' && value.length < 5 ? 0.35 : 0.5
}

/** How much it looks like a code on its own; 0 refuses it. */
function formScore({ value, form }: Candidate, announced: number, isAlone: boolean, isLink: boolean): number {
  if (form === 'digits') {
    return value.length === 6 ? 0.3 : value.length <= 8 ? 0.25 : 0.15
  }
  if (isLink || PLAIN_WORDS.test(value)) return 0
  if (form === 'halves') return announced >= 0.5 ? 0.25 : 0
  if (form === 'mixed') return isAlone || announced >= 0.5 ? (/[A-Z]/.test(value) ? 0.25 : 0.15) : 0
  // what nobody could speak is no word
  return isAlone || announced >= (/[AEIOUY]/.test(value) ? 0.55 : 0.5) ? 0.1 : 0
}
