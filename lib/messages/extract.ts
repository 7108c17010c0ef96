/** What a script or a person looks for in a mail: the one-time code and the link to follow. */
import { findCodes } from './extract/codes'
import { selectWinners } from './extract/compete'
import { findHeaderCodes, findOriginBoundCode } from './extract/header-codes'
import { findLinks } from './extract/links'
import { isAnswer } from './extract/paperwork'
import { type Field, findField } from './mime/header-block'
import type { AddressBody, CodeBody, LinkBody } from './schema'
import type { VisibleText } from './visible/visible-text'

export type Extracted = { codes: CodeBody[]; otp: string | null; links: LinkBody[]; verificationLink: string | null }

type Input = {
  fields: Field[]
  from: AddressBody | null
  subject: string
  html: VisibleText | null
  text: VisibleText | null
}

/** Codes best first, one entry for each value. `otp` is the best of them. */
export function extract({ fields, from, subject, html, text }: Input): Extracted {
  const subjectLine: VisibleText = { lines: [{ text: subject, runs: [] }], anchors: [], isTooDeep: false }
  const stated = [
    ...findHeaderCodes(fields, from),
    ...[text, html].flatMap((visible) => findOriginBoundCode(visible?.lines.slice(-3).map((line) => line.text) ?? [])),
  ]
  const seen = [
    ...(html ? findCodes(html, 'html', subject) : []),
    ...(text ? findCodes(text, 'text', subject) : []),
    ...(isAnswer(subject) ? [] : findCodes(subjectLine, 'text')),
  ]
  const codes = selectWinners(mergeByValue([...stated, ...seen])).slice(0, 10)
  const unsubscribing = findField(fields, 'list-unsubscribe') ?? ''
  return { codes, otp: codes[0]?.value ?? null, ...findLinks({ html, text, subject, from, unsubscribing }) }
}

/** Found twice is a little surer than found once; the first place keeps its name. */
function mergeByValue(candidates: CodeBody[]): CodeBody[] {
  const merged = new Map<string, CodeBody>()
  for (const code of candidates) {
    const known = merged.get(code.value)
    if (!known) merged.set(code.value, code)
    else if (known.score < 0.98) {
      merged.set(code.value, { ...known, score: Math.min(0.98, Math.max(known.score, code.score) + 0.01) })
    }
  }
  return [...merged.values()]
}
