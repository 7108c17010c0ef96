/** How the words around a candidate announce it: as a one-time code, as another number, or not at all. */
import type { VisibleLine } from '../visible/visible-text'
import type { Candidate } from './candidates'
import { CODE_WORD } from './code-words'
import { OTHER_NUMBER } from './other-numbers'
import { WARNING } from './warnings'

/** How many characters and lines around count. */
const BEFORE_LENGTH = 240
const AFTER_LENGTH = 90
const LINES_BEFORE = 4
const LINES_AFTER = 2
/** Behind the stop of an abbreviation the next word is a small one. */
const SENTENCE_END = /[.!?;]["')\]]?\s+(?!\p{Ll})|[;!?。！？；]\s|[。！？；]/u

/** `isWarned`: stands in a sentence that warns ("we never ask for your code"), and announces nothing on other lines. */
type Word = { from: number; to: number; isCode: boolean; isWarned: boolean }

export type Announcer = {
  /** Positive up to 0.55: announced as a code, the nearer the more. Negative: as something else. 0: not at all. */
  announce(index: number, candidate: Candidate, isAlone: boolean): number
  /** Whether a line close by speaks of a code. */
  isSpokenOfNear(index: number): boolean
  /** The same for the words in front of it alone. */
  announceInFront(index: number, candidate: Candidate, isAlone: boolean): number
}

/** Reads each line's words once, and only when a candidate is near. */
export function createAnnouncer(lines: VisibleLine[]): Announcer {
  const known = new Map<number, Word[]>()
  const textOf = (index: number) => lines[index]?.text ?? ''
  const wordsOf = (index: number): Word[] => {
    const words = known.get(index) ?? listWords(textOf(index))
    known.set(index, words)
    return words
  }

  function fromFront(index: number, from: number, isAlone: boolean): number {
    let distance = from
    for (let line = index; line >= 0 && line >= index - LINES_BEFORE; line--) {
      if (line < index) distance += textOf(line).length + 1
      const isElsewhere = line < index
      const words = wordsOf(line).filter((word) => (isElsewhere ? !word.isWarned : word.to <= from))
      const last = words.at(-1)
      if (!last) continue
      const gap = distance - last.to
      if (gap > BEFORE_LENGTH) return 0
      // "the code below to confirm your phone number:" and the code on the next line
      const isAside = isAlone && isElsewhere && words.some((word) => word.isCode)
      if (!last.isCode && !isAside) return gap <= 60 && (isAlone || !isElsewhere) ? -1 : 0
      const near = gap <= 12 ? 0.55 : gap <= 40 ? 0.5 : gap <= 100 ? 0.4 : 0.3
      if (isAlone) return near
      if (isElsewhere) return gap <= 12 ? 0.4 : 0.1
      return SENTENCE_END.test(textOf(line).slice(last.to, from)) ? near - (gap <= 12 ? 0.3 : 0.4) : near
    }
    return 0
  }

  /** What is said of it afterwards: "482913 is your code". */
  function fromBehind(index: number, to: number, within = AFTER_LENGTH): number {
    const first = wordsOf(index).find((word) => word.from >= to)
    if (!first || first.from - to > within || SENTENCE_END.test(textOf(index).slice(to, first.from))) return 0
    const isNear = first.from - to <= 45
    if (!first.isCode) return isNear ? -1 : 0
    return isNear ? 0.5 : 0.35
  }

  return {
    isSpokenOfNear: (index) =>
      [index - 1, index, index + 1, index + 2].some((line) => wordsOf(line).some(({ isCode }) => isCode)),
    announceInFront: (index, { from }, isAlone) => fromFront(index, from, isAlone),
    announce(index, { from, to }, isAlone) {
      const inFront = fromFront(index, from, isAlone)
      const behind = fromBehind(index, to)
      if (inFront < 0 || (behind < 0 && inFront < 0.5)) return -1
      const best = Math.max(inFront, behind, 0)
      if (best > 0 || !isAlone) return best
      for (let line = index + 1; line <= index + LINES_AFTER; line++) {
        const next = fromBehind(line, 0)
        if (next !== 0) return Math.max(0, next - 0.1)
      }
      return 0
    },
  }
}

export function hasCodeWord(text: string): boolean {
  return text !== '' && listWords(text.slice(0, 500)).some((word) => word.isCode)
}

/** Code words and names of other numbers in order; a code word inside of a name does not count. */
function listWords(text: string): Word[] {
  const lower = text.replaceAll('İ', 'i').toLowerCase()
  const others = [...lower.matchAll(OTHER_NUMBER)].map((match) => toWord(match, false))
  const codes = [...lower.matchAll(CODE_WORD)].map((match) => toWord(match, true))
  const free = codes.filter((code) => !others.some((other) => other.from < code.to && code.from < other.to))
  const warnings = free.length > 0 ? [...lower.matchAll(WARNING)] : []
  for (const word of free) word.isWarned = warnings.some(({ index }) => isOneSentence(lower, index, word.from))
  return [...others, ...free].sort((a, b) => a.to - b.to)
}

function toWord(match: RegExpExecArray, isCode: boolean): Word {
  return { from: match.index, to: match.index + match[0].length, isCode, isWarned: false }
}

function isOneSentence(text: string, one: number, two: number): boolean {
  return Math.abs(one - two) < 200 && !SENTENCE_END.test(text.slice(Math.min(one, two), Math.max(one, two)))
}
