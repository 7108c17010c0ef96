/** What a link says of itself, and what is said right before it. */
import { ACCEPTING, isAffirming, isDisclaiming } from './link-acceptances'
import { IGNORING, NOT_YOU } from './link-not-you'
import { ACCOUNT, EVENT, OTHER_STEP, OTHER_THING, READING } from './link-other-steps'
import { CONFIRMING_OTHER, DENYING } from './link-refusals'
import { JOINING_TALK } from './link-talks'
import { FOOTER, GENERIC_LABEL, PASSWORD, VERIFYING } from './link-words'
import { SALE } from './other-numbers'
import { isPaperwork } from './paperwork'

/**
 * `call`: to verify, sign in or reset. `soft`: to say yes or take part. `other`: to look, pay, answer. `none`: nothing known.
 * `isOtherThing`: of something for sale, of an event, or a way to refuse.
 */
export type Label = { says: 'call' | 'soft' | 'other' | 'none'; isOtherThing: boolean; isFooter: boolean }

export function readLabel(label: string): Label {
  const isOther = OTHER_STEP.test(label)
  const isSoft = ACCEPTING.test(label) || isAffirming(label) || (PASSWORD.test(label) && !isOther)
  return {
    says: VERIFYING.test(label) ? 'call' : isSoft ? 'soft' : isOther ? 'other' : 'none',
    isFooter: FOOTER.test(label),
    isOtherThing:
      DENYING.test(label) ||
      isDisclaiming(label) ||
      CONFIRMING_OTHER.test(label) ||
      OTHER_THING.test(label) ||
      SALE.test(label) ||
      JOINING_TALK.test(label) ||
      (EVENT.test(label) && !ACCOUNT.test(label)),
  }
}

/** "Click here" and bare addresses are named by what stands before them. */
export const isNamedBefore = (label: string) => label === '' || GENERIC_LABEL.test(label)

/** Whether the words before a link ask to follow it in order to verify, sign in, reset or accept. */
export function asks(before: string): boolean {
  const last = lastSentence(before)
  if (isPaperwork(last) || CONFIRMING_OTHER.test(last) || OTHER_THING.test(last) || READING.test(last)) return false
  return VERIFYING.test(before) || PASSWORD.test(before) || ACCEPTING.test(before)
}

/** Whether a link that says nothing itself is named by a sentence that asks to join a meeting. */
export const leadsToTalk = (label: string, before: string) =>
  isNamedBefore(label) && JOINING_TALK.test(lastSentence(before))

/** How much speaks for a way out, taken by who did not do what the mail tells of: 0 to 1.2. */
export function wayOutScore(label: string, before: string): number {
  // a label in plain text ends its line
  const sentences = toSentences(label !== '' && before.endsWith(label) ? before.slice(0, -label.length) : before)
  const last = sentences.at(-1) ?? ''
  // "Was this not you? Change your password": what is asked leads to what comes next
  const asked = /[?？]$/.test(sentences.at(-2) ?? '') ? (sentences.at(-2) ?? '') : ''
  if (NOT_YOU.test(label) || isWayOut(last) || (isWayOut(asked) && !IGNORING.test(last))) return 1.2
  return NOT_YOU.test(before) ? 0.45 : 0
}

const isWayOut = (sentence: string) => NOT_YOU.test(sentence) && !IGNORING.test(sentence)
const lastSentence = (text: string) => toSentences(text).at(-1) ?? ''
const toSentences = (text: string) => text.trim().split(/(?<=[.!?。！？])\s*(?=\S)/u)
