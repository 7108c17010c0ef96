/** What a link says of itself, and what is said right before it. */
import { ACCEPTING, isAffirming, isDisclaiming } from './link-acceptances'
import { ACCOUNT, EVENT, OTHER_STEP, OTHER_THING, READING } from './link-other-steps'
import { CONFIRMING_OTHER, DENYING } from './link-refusals'
import { FOOTER, GENERIC_LABEL, IGNORING, NOT_YOU, PASSWORD, VERIFYING } from './link-words'
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

/** How much speaks for a way out, taken by who did not do what the mail tells of: 0 to 1. */
export function wayOutScore(label: string, before: string): number {
  const last = lastSentence(before)
  if (NOT_YOU.test(label) || (NOT_YOU.test(last) && !IGNORING.test(last))) return 0.9
  return NOT_YOU.test(before) ? 0.45 : 0
}

function lastSentence(text: string): string {
  return (
    text
      .trim()
      .split(/(?<=[.!?。！？])\s*(?=\S)/u)
      .at(-1) ?? ''
  )
}
