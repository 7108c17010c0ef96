/** What a link is for: by its words, by what is said before it, by its address, and by how it is drawn. */
import type { LinkBody } from '../schema'
import { isContentPage, isNamedAfter, isOpenAddress, isTelling } from './link-addresses'
import type { Errand } from './link-errand'
import { asks, isNamedBefore, leadsToTalk, readLabel, wayOutScore } from './link-label'
import { ACCOUNT } from './link-other-steps'
import {
  PASSWORD,
  RECOVERING,
  SECRET_URL,
  SETTING_NEW,
  SIGN_IN,
  TOKEN_IN_PATH,
  UNSUBSCRIBING,
  UNSUBSCRIBING_URL,
  VERIFYING_URL,
} from './link-words'

/** `label` is what the link says of itself, `before` what is said right before it. */
export type Sighting = { url: string; text: string; label: string; before: string; isButton: boolean }
/** `isStated`: the sender names this address in List-Unsubscribe. */
export type LinkContext = { host: string; errand: Errand; isStated: boolean }
/** `isLikely`: wanted by the subject and made for this reader, though no word says so. */
export type LinkJudgement = { kind: LinkBody['kind']; score: number; isLikely: boolean }

const THRESHOLD = 0.5
const LIKELY = 0.25

/** Some number in the path or some value in the query: one page of many. */
const NAMES_ONE = /\/[\w.~:%=-]*\d|[?&][\w-]+=[^&]/
/** A call to action is short; headlines and names of posts that speak of verifying are longer, or ask. */
const MAX_CALL_LENGTH = 44

export function judgeLink(sighting: Sighting, { host, errand, isStated }: LinkContext): LinkJudgement {
  const { url, text, label, before, isButton } = sighting
  const path = url.slice(url.indexOf(host) + host.length)
  if (isStated || UNSUBSCRIBING.test(label) || (label.length < 40 && UNSUBSCRIBING_URL.test(path)))
    return { kind: 'unsubscribe', score: 0.9, isLikely: false }
  const { isWanted } = errand
  const isSecret = SECRET_URL.test(path)
  const isForReader = isSecret || TOKEN_IN_PATH.test(path)
  // a page to sign in is open to all; the link that signs in carries a secret
  const isOpenPage = !isForReader && ((SIGN_IN.test(label) && !/magic|link/i.test(label)) || isOpenAddress(path))
  const { says, isOtherThing, isFooter } = readLabel(label)
  const isCall = says === 'call' && !isOpenPage
  const isShort = label.length <= MAX_CALL_LENGTH
  const isOneOfMany = isForReader || isCall || NAMES_ONE.test(path)
  const isAsked = asks(before)
  // "Go to board" on an address that invites, in a mail that invites
  const isMadeForThis = isWanted && isForReader && isTelling(path)
  const wayOut = wayOutScore(label, before)
  let score = -wayOut
  if (isCall) score += isShort ? 0.55 : 0.35
  else if (says === 'soft' && !isOpenPage) score += isShort ? 0.4 : 0.2
  else if (isFooter || (says === 'other' && !isMadeForThis)) score -= 0.4
  if (VERIFYING_URL.test(path) && !isOpenPage) score += isOneOfMany && isTelling(path) ? 0.3 : 0.15
  if (isSecret) score += 0.2
  else if (isForReader) score += 0.15
  if (isAsked) score += isNamedBefore(label) ? 0.4 : isCall || isWanted ? 0.2 : 0.1
  if (isWanted) score += 0.15
  if (isButton) score += 0.1
  if (isOtherThing || leadsToTalk(label, before)) score -= 1
  if (errand.isEvent && !ACCOUNT.test(`${label} ${before}`)) score -= 0.4
  if (/[?？]$/.test(label)) score -= 0.3
  if (errand.isNotice && (PASSWORD.test(label) || RECOVERING.test(label))) score -= SETTING_NEW.test(label) ? 0.4 : 0.8
  if (!isWanted && isNamedAfter(path, label)) score -= 0.8
  if (isContentPage(host, path)) score -= isCall && isWanted ? 0.2 : 0.5
  if (path.length <= 1) score -= 0.5
  else if (!isForReader && !isCall && !NAMES_ONE.test(path)) score -= 0.3
  if (errand.isSale) score -= 0.3
  if (isOpenPage) score -= 0.3
  // "Our site: https://…" names something else
  const isNamed = isNamedBefore(label) || (text !== url && (isAsked || ACCOUNT.test(label)))
  const isLikely = isWanted && isNamed && isForReader && !isFooter && says !== 'other' && wayOut < 1
  return {
    // sums of tenths miss the threshold by a hair
    kind: score > THRESHOLD - 0.001 ? 'verification' : 'other',
    score,
    isLikely: isLikely && score > LIKELY - 0.001,
  }
}
