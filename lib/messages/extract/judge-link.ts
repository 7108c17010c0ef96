/** What a link is for: by its words, by what is said before it, by its address, and by how it is drawn. */
import type { LinkBody } from '../schema'
import {
  FOOTER,
  GENERIC_LABEL,
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

/** `label` is what the link says of itself, `before` what is said right before it. */
export type Sighting = { url: string; text: string; label: string; before: string; isButton: boolean }
/** `isStated`: the sender names this address in List-Unsubscribe. */
export type LinkContext = { host: string; subject: string; isStated: boolean }
/** `isLikely`: wanted by the subject and made for this reader, though no word says so. */
export type LinkJudgement = { kind: LinkBody['kind']; score: number; isLikely: boolean }

const THRESHOLD = 0.5
const LIKELY = 0.25

export function judgeLink(sighting: Sighting, { host, subject, isStated }: LinkContext): LinkJudgement {
  const { url, text, label, before, isButton } = sighting
  if (isStated || UNSUBSCRIBING.test(label) || (label.length < 40 && UNSUBSCRIBING_URL.test(url)))
    return { kind: 'unsubscribe', score: 0.9, isLikely: false }
  const path = url.slice(url.indexOf(host) + host.length)
  const isSecret = SECRET_URL.test(path)
  // "Click here" and bare addresses are named by what stands before them
  const isNamedBefore = label === '' || GENERIC_LABEL.test(label)
  // a page to sign in is open to all; the link that signs in carries a secret
  const isOpenPage = SIGN_IN.test(label) && !/magic|link/i.test(label) && !isSecret && !TOKEN_IN_PATH.test(path)
  let score = 0
  if (VERIFYING.test(label) && !isOpenPage) score += 0.55
  else if (FOOTER.test(label)) score -= 0.4
  if (VERIFYING_URL.test(path) && !isOpenPage) score += 0.3
  if (isSecret) score += 0.2
  else if (TOKEN_IN_PATH.test(path)) score += 0.15
  if (VERIFYING.test(before) || PASSWORD.test(before)) score += isNamedBefore ? 0.35 : 0.2
  const isWanted = VERIFYING.test(subject) || PASSWORD.test(subject)
  if (isWanted) score += 0.15
  if (isButton) score += 0.1
  if (NOT_YOU.test(label) || NOT_YOU.test(before)) score -= 0.45
  if (path.length <= 1) score -= 0.5
  // "Our site: https://…" names something else
  const isNamed = isNamedBefore || text !== url
  const isPersonal = isNamed && (isSecret || TOKEN_IN_PATH.test(path))
  return {
    kind: score >= THRESHOLD ? 'verification' : 'other',
    score,
    isLikely: isWanted && isPersonal && score >= LIKELY && !FOOTER.test(label),
  }
}
