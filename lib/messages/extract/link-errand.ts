/** What a mail wants of its reader, as far as its subject tells. */
import { ACCEPTING } from './link-acceptances'
import { EVENT, OTHER_ERRAND } from './link-other-steps'
import { isNotice } from './link-refusals'
import { PASSWORD, VERIFYING } from './link-words'
import { SALE } from './other-numbers'
import { isPaperwork } from './paperwork'

/**
 * `isWanted`: to verify, sign in, reset or accept. `isNotice`: nothing, it tells what happened.
 * `isSale`, `isEvent`: to buy, to come.
 */
export type Errand = { isWanted: boolean; isNotice: boolean; isSale: boolean; isEvent: boolean }

/** Longer than any subject that a person reads to its end. */
const MAX_SUBJECT_LENGTH = 1_000
/** The name of a file or a thread. */
const QUOTED = /["“„«»][^"“”„«»]{1,100}["”“«»]/g
/** Paper of a kind, yet reading one begins with a confirmation. */
const NEWSLETTER = /newsletter/giu

export function readErrand(subject: string): Errand {
  const short = subject.slice(0, MAX_SUBJECT_LENGTH)
  const asked = short.replace(QUOTED, ' ')
  const isTold = isNotice(short)
  const isOther = isTold || isPaperwork(asked.replace(NEWSLETTER, ' ')) || OTHER_ERRAND.test(asked)
  return {
    isWanted: !isOther && (VERIFYING.test(asked) || PASSWORD.test(asked) || ACCEPTING.test(asked)),
    isNotice: isTold,
    isSale: SALE.test(short),
    isEvent: EVENT.test(asked),
  }
}
