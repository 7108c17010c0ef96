/** Codes made of words, as "mobs-tirel-ubiq": on a line of their own below their announcement, or right behind its colon. */
import type { VisibleLine } from '../visible/visible-text'
import { CODE_WORD } from './code-words'
import { SALE } from './other-numbers'
import { WARNING } from './warnings'

const SPACED = /^[a-z]{3,12}(?: [a-z]{3,12}){2,5}$/
const JOINED = /^[a-z]{3,12}(?:-[a-z]{3,12}){2,5}$/
/** Words with spaces between them are any piece of a sentence, but below one of these. */
const PHRASE_WORD =
  /\b(?:one[- ]time|temporary|log-?in|sign-?in|verification|security) (?:pass ?phrase|phrase|words)\b|\bpass ?phrase\b.*[:：]$/i
/** Two groups of one length, as random codes have them, and hardly any word of a language. */
const PAIR = /^(?:[a-z]{5}-[a-z]{5}|[a-z]{6}-[a-z]{6})$/
/** A phrase to keep is not one to enter. */
const KEPT = /\b(?:recovery|backup|seed|secret|wallet|mnemonic)\b/i
const MAX_ANNOUNCEMENT_LENGTH = 200
const SCORE = 0.8

/** As it is to be typed, its hyphens or spaces included. */
export function findPassphrase(lines: VisibleLine[]): { value: string; score: number } | null {
  for (const [index, { text }] of lines.entries()) {
    const colon = text.lastIndexOf(':')
    const [value, before] =
      colon > 0 && text.length <= MAX_ANNOUNCEMENT_LENGTH
        ? [text.slice(colon + 1).trim(), text.slice(0, colon + 1)]
        : [text, lines[index - 1]?.text ?? '']
    if (value.length > 80 || !/^[a-z]/.test(value) || before.length > MAX_ANNOUNCEMENT_LENGTH) continue
    if (KEPT.test(before)) continue
    const isPair = PAIR.test(value) && /[:：]$/.test(before) && !SALE.test(before)
    if (SPACED.test(value) ? PHRASE_WORD.test(before) : (isPair || JOINED.test(value)) && announces(before))
      return { value, score: SCORE }
  }
  return null
}

function announces(text: string): boolean {
  const lower = text.toLowerCase()
  return lower.search(CODE_WORD) >= 0 && lower.search(WARNING) < 0
}
