/** Everything on a line that has the form of a code. */
import { maskLine, toAsciiDigits } from './mask'

export type Candidate = {
  /** Without separators. */
  value: string
  from: number
  to: number
  /** `halves`: as "QH8 2LD", which post codes and number plates look like as well. */
  form: 'digits' | 'mixed' | 'letters' | 'halves'
}

/** Characters that may not touch a code: it would be part of something longer. */
const START = '(?<![\\p{L}\\p{M}\\d\\u0001_/\\\\=&?%@.$^~+!|#-])'
const END = '(?![\\p{L}\\p{M}\\d\\u0001_/\\\\=&@%$^~+#]|[.,:!*?]\\w|-[A-Za-z\\d])'
/** In scripts without spaces a digit may stand right beside a letter. */
const CJK = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}'
const START_DIGITS = `(?<![\\d\\u0001_/\\\\=&?%@.-]|(?![${CJK}])[\\p{L}\\p{M}])`
const END_DIGITS = `(?![\\d\\u0001_/\\\\=&@%#]|[-.:]\\d|,\\d{3}(?!\\d)|(?![${CJK}])[\\p{L}\\p{M}])`
const GAP = '[ \\-–—·•.\\u2011\\u2009\\u00a0]'

const DIGITS_FORM = `(?:[A-Z]-)?(\\d(?:${GAP}{1,3}\\d){3,9}|\\d{2}(?:${GAP}\\d{2}){1,4}|\\d{3}${GAP}{1,3}\\d{3}(?:${GAP}\\d{3})?|\\d{4}${GAP}{1,3}\\d{4}|\\d{3}${GAP}\\d{4}|(?!(?:19|20)\\d\\d)\\d{4}[ -]\\d{2}|\\d{2} (?!(?:19|20)\\d\\d)\\d{4}|(?!(?:0\\d|1[0-2])-(?:19|20))\\d{2}-\\d{4}|\\d{4,10})`
const MIXED_FORM = '(?=[A-Za-z-]*\\d)(?=[\\d-]*[A-Za-z])([A-Za-z\\d]{2,6}(?:-[A-Za-z\\d]{1,6}){1,3}|[A-Za-z\\d]{4,10})'
const SPACED_FORM = '(?=[A-Z ]*\\d)((?:[A-Z\\d] ){3,9}[A-Z\\d])'
const half = (length: number) => `(?=[A-Z]*\\d)[A-Z\\d]{${length}}`
const HALVES_FORM = `((?=[\\d ]{0,6}[A-Z])${half(3)} ${half(3)}|(?=[\\d ]{0,8}[A-Z])${half(4)} ${half(4)}|(?=[\\d ]{0,7}[A-Z])${half(2)} ${half(2)} ${half(2)})`
/** Six capitals without a vowel. */
const UNSPEAKABLE = /(?<![A-Z])(?:[B-DF-HJ-NP-TV-XZ]{6,10}|[B-DF-HJ-NP-TV-XZ]{3,5}-[B-DF-HJ-NP-TV-XZ]{3,5})(?![A-Z])/
/** Typographers' dashes inside of a code; nothing is told by them. */
const DASH = /(?<=[A-Za-z\d])[\u2010-\u2013\u2212](?=[A-Za-z\d])/g
const DIGITS = new RegExp(`${START_DIGITS}${DIGITS_FORM}${END_DIGITS}`, 'gu')
const MIXED = new RegExp(`${START}${MIXED_FORM}${END}`, 'gu')
const SPACED_MIXED = new RegExp(`${START}${SPACED_FORM}${END}`, 'gu')
const HALVES = new RegExp(`${START}${HALVES_FORM}${END}(?! [A-Z\\d]{1,4}(?![\\p{L}\\d]))`, 'gu')
const LETTERS = new RegExp(`${START}([A-Z]{3,5}-[A-Z]{3,5}|[A-Z]{4,10}|(?:[A-Z] ){3,9}[A-Z])${END}`, 'gu')

/**
 * The same forms with laxer edges. Masks blank whole characters, and a blank may not touch a code: a line without any of
 * these has no code with a digit behind its masks either, and is spared them.
 */
const PERHAPS = new RegExp(
  `(?<![A-Za-z\\d-])(?:${MIXED_FORM}|${SPACED_FORM}|${HALVES_FORM})(?![A-Za-z\\d])|(?<![A-Za-z\\d])${DIGITS_FORM}(?![A-Za-z\\d])`,
)

export function findCandidates(line: string): Candidate[] {
  // words in capitals are everywhere: only what stands nearly alone, behind a colon, or cannot be spoken can be a code
  const mayBeLetters = line.length <= 24 || /[:：]/.test(line) || UNSPEAKABLE.test(line)
  if (!mayBeLetters && !PERHAPS.test(toAsciiDigits(line))) return []
  const masked = maskLine(line).replace(DASH, '-')
  const found: Candidate[] = []
  const refused: { from: number; to: number }[] = []
  const collect = (pattern: RegExp, form: Candidate['form']) => {
    for (const match of masked.matchAll(pattern)) {
      const shown = match[1] ?? ''
      const value = shown.replace(/[^A-Za-z\d]/g, '')
      const to = match.index + match[0].length
      const isInside = [...found, ...refused].some((other) => other.from < to && match.index < other.to)
      if (value.length < 4 || value.length > (shown.includes('-') ? 16 : 12) || isInside) continue
      const isRefused = form === 'digits' && (isScale(shown) || isPartOfLonger(masked, match.index, to))
      if (isRefused) refused.push({ from: match.index, to })
      else found.push({ value, from: match.index, to, form })
    }
  }
  if (/\d/.test(masked)) {
    collect(HALVES, 'halves')
    collect(DIGITS, 'digits')
    collect(MIXED, 'mixed')
    collect(SPACED_MIXED, 'mixed')
  }
  if (mayBeLetters) collect(LETTERS, 'letters')
  return found
}

/** "1 2 3 4 5": the scale of a survey, the pages of a list. */
function isScale(shown: string): boolean {
  const digits = shown.split(/\D+/).map(Number)
  return digits.length >= 4 && digits.every((digit, i) => i === 0 || digit === (digits[i - 1] ?? 0) + 1)
}

/** Groups of uneven length beside it, as in "1800 555 012", make it a piece of a longer number. */
function isPartOfLonger(line: string, from: number, to: number): boolean {
  const lengths = line
    .slice(from, to)
    .split(/\D+/)
    .map((group) => group.length)
  const before = /(?<![\p{L}\d])(\d{2,})[ -]$/u.exec(line.slice(Math.max(0, from - 12), from))?.[1]
  const after = /^[ -](\d{2,})(?![\p{L}\d])/u.exec(line.slice(to, to + 12))?.[1]
  // what a telephone is to be told ends in a hash
  if (/^(?:[ -]\d{2,})*#/.test(line.slice(to, to + 12))) return true
  return [before, after].some((group) => group !== undefined && !lengths.includes(group.length))
}
