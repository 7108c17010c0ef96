/** What a link is for: by its words, by what is said before it, by its address, and by how it is drawn. */
import type { LinkBody } from '../schema'
import { ACCEPTING, isAffirming, isDisclaiming } from './link-acceptances'
import { isContentPage, isNamedAfter, isOpenAddress } from './link-addresses'
import { ACCOUNT, EVENT, OTHER_ERRAND, OTHER_STEP, OTHER_THING, READING } from './link-other-steps'
import { CONFIRMING_OTHER, DENYING, isNotice } from './link-refusals'
import {
  FOOTER,
  GENERIC_LABEL,
  IGNORING,
  NOT_YOU,
  PASSWORD,
  SECRET_URL,
  SIGN_IN,
  TOKEN_IN_PATH,
  UNSUBSCRIBING,
  UNSUBSCRIBING_URL,
  VERIFYING,
  VERIFYING_URL,
} from './link-words'
import { SALE } from './other-numbers'
import { isPaperwork } from './paperwork'

/** `label` is what the link says of itself, `before` what is said right before it. */
export type Sighting = { url: string; text: string; label: string; before: string; isButton: boolean }
/** `isStated`: the sender names this address in List-Unsubscribe. */
export type LinkContext = { host: string; subject: string; isStated: boolean }
/** `isLikely`: wanted by the subject and made for this reader, though no word says so. */
export type LinkJudgement = { kind: LinkBody['kind']; score: number; isLikely: boolean }

const THRESHOLD = 0.5
const LIKELY = 0.25

/** Some number in the path or some value in the query: one page of many. */
const NAMES_ONE = /\/[\w.~:%=-]*\d|[?&][\w-]+=[^&]/
/** A call to action is short; headlines and names of posts that speak of verifying are longer, or ask. */
const MAX_CALL_LENGTH = 44

export function judgeLink(sighting: Sighting, { host, subject, isStated }: LinkContext): LinkJudgement {
  const { url, text, label, before, isButton } = sighting
  const path = url.slice(url.indexOf(host) + host.length)
  if (isStated || UNSUBSCRIBING.test(label) || (label.length < 40 && UNSUBSCRIBING_URL.test(path)))
    return { kind: 'unsubscribe', score: 0.9, isLikely: false }
  const isSecret = SECRET_URL.test(path)
  const isForReader = isSecret || TOKEN_IN_PATH.test(path)
  // "Click here" and bare addresses are named by what stands before them
  const isNamedBefore = label === '' || GENERIC_LABEL.test(label)
  // a page to sign in is open to all; the link that signs in carries a secret
  const isOpenPage = !isForReader && ((SIGN_IN.test(label) && !/magic|link/i.test(label)) || isOpenAddress(path))
  const isOther = OTHER_STEP.test(label)
  const isCall = VERIFYING.test(label) && !isOpenPage
  const isSoftCall =
    !isCall && !isOpenPage && (ACCEPTING.test(label) || isAffirming(label) || (PASSWORD.test(label) && !isOther))
  const isOneOfMany = isForReader || isCall || NAMES_ONE.test(path)
  const isOtherThing =
    DENYING.test(label) ||
    isDisclaiming(label) ||
    CONFIRMING_OTHER.test(label) ||
    OTHER_THING.test(label) ||
    SALE.test(label) ||
    (EVENT.test(label) && !ACCOUNT.test(label))
  const asked = subject.replace(QUOTED, ' ')
  const isWanted =
    (VERIFYING.test(asked) || PASSWORD.test(asked) || ACCEPTING.test(asked)) &&
    !isNotice(subject) &&
    !isPaperwork(asked.replace(NEWSLETTER, ' ')) &&
    !OTHER_ERRAND.test(asked)
  // "Go to board" on an address that invites, in a mail that invites
  const isMadeForThis = isWanted && isForReader && VERIFYING_URL.test(path) && isInPath(path)
  let score = 0
  if (isCall) score += label.length <= MAX_CALL_LENGTH ? 0.55 : 0.35
  else if (isSoftCall) score += label.length <= MAX_CALL_LENGTH ? 0.4 : 0.2
  else if (FOOTER.test(label) || (isOther && !isMadeForThis)) score -= 0.4
  if (VERIFYING_URL.test(path) && !isOpenPage) score += isOneOfMany && isInPath(path) ? 0.3 : 0.15
  if (isSecret) score += 0.2
  else if (isForReader) score += 0.15
  const isAsked = asks(before)
  if (isAsked) score += isNamedBefore ? 0.4 : isCall || isWanted ? 0.2 : 0.1
  if (isWanted) score += 0.15
  if (isButton) score += 0.1
  const last = lastSentence(before)
  if (NOT_YOU.test(label) || (NOT_YOU.test(last) && !IGNORING.test(last))) score -= 0.9
  else if (NOT_YOU.test(before)) score -= 0.45
  if (isOtherThing) score -= 1
  if (EVENT.test(asked) && !ACCOUNT.test(`${label} ${before}`)) score -= 0.4
  if (/[?？]$/.test(label)) score -= 0.3
  // the way out for who did not do what the mail tells of
  if (PASSWORD.test(label) && isNotice(subject)) score -= 0.4
  if (!isWanted && isNamedAfter(path, label)) score -= 0.8
  if (isContentPage(host, path)) score -= isCall && isWanted ? 0.2 : 0.5
  if (path.length <= 1) score -= 0.5
  else if (!isForReader && !isCall && !NAMES_ONE.test(path)) score -= 0.3
  if (SALE.test(subject)) score -= 0.3
  if (isOpenPage) score -= 0.3
  // "Our site: https://…" names something else
  const isNamed = isNamedBefore || text !== url
  return {
    kind: score >= THRESHOLD ? 'verification' : 'other',
    score,
    isLikely:
      isWanted &&
      (isAsked || isNamedBefore || ACCOUNT.test(label)) &&
      isNamed &&
      isForReader &&
      score >= LIKELY &&
      !FOOTER.test(label) &&
      !isOther,
  }
}

/** Whether what is said before a link asks to follow it for such a purpose. */
function asks(before: string): boolean {
  const last = lastSentence(before)
  if (isPaperwork(last) || CONFIRMING_OTHER.test(last) || OTHER_THING.test(last) || READING.test(last)) return false
  return VERIFYING.test(before) || PASSWORD.test(before) || ACCEPTING.test(before)
}

/** What parameters of a query say when the path does not: "mode=verifyEmail", "invite=…". Others carry such words in any link. */
const TELLING_QUERY =
  /^[\w/-]+(?:&|$)|(?:mode|type|action|flow|kind|view|route|do|task)=|(?:^|&)(?:invit\w*|confirm\w*|verif\w*|activat\w*|reset\w*|magic\w*|signup\w*|oobcode)=/i

function isInPath(path: string): boolean {
  const [place = '', query = ''] = path.split('?', 2)
  return VERIFYING_URL.test(place) || TELLING_QUERY.test(query)
}

/** Paper of a kind, yet reading one begins with a confirmation. */
const NEWSLETTER = /newsletter/giu

/** The name of a file or a thread. */
const QUOTED = /["“„«»][^"“”„«»]{1,100}["”“«»]/g

function lastSentence(text: string): string {
  return (
    text
      .trim()
      .split(/(?<=[.!?。！？])\s*(?=\S)/u)
      .at(-1) ?? ''
  )
}
