/** How the words around a candidate announce it: as a one-time code, as another number, or not at all. */
import type { VisibleLine } from '../visible/visible-text'
import type { Candidate } from './candidates'
import { CODE_WORD } from './code-words'
import { OTHER_NUMBER } from './other-numbers'

/** How many characters and lines around count. */
const BEFORE_LENGTH = 240
const AFTER_LENGTH = 90
const LINES_BEFORE = 4
const LINES_AFTER = 2
const SENTENCE_END = /[.!?。！？]["')\]]?\s|[。！？]|\n/u

/** Positive up to 0.6: announced as a code, the nearer the more. Negative: as something else. 0: not at all. */
export function announce(lines: VisibleLine[], index: number, { from, to }: Candidate, isAlone: boolean): number {
  const text = lines[index]?.text ?? ''
  const previous = lines.slice(Math.max(0, index - LINES_BEFORE), index).map((line) => line.text)
  const inFront = fromFront([...previous, text.slice(0, from)].join('\n').slice(-BEFORE_LENGTH), isAlone)
  const behind = fromBehind(text.slice(to, to + AFTER_LENGTH))
  if (inFront < 0 || (behind < 0 && inFront < 0.5)) return -1
  const best = Math.max(inFront, behind, 0)
  if (best > 0 || !isAlone) return best
  const next = lines.slice(index + 1, index + 1 + LINES_AFTER).map((line) => line.text)
  return Math.max(0, fromBehind(next.join(' ').slice(0, AFTER_LENGTH)) - 0.1)
}

export function hasCodeWord(text: string): boolean {
  return listWords(text.slice(0, 500)).some((word) => word.isCode)
}

function fromFront(context: string, isAlone: boolean): number {
  const found = listWords(context)
  const last = found.at(-1)
  if (!last) return 0
  const gap = context.slice(last.to)
  if (!last.isCode) {
    // "the code below to confirm your phone number:" and the code on the next line
    const own = context.slice(context.lastIndexOf('\n', last.from) + 1, last.from)
    const isAside = isAlone && gap.includes('\n') && listWords(own).some((word) => word.isCode)
    if (!isAside) return gap.length <= 60 && (isAlone || !gap.includes('\n')) ? -1 : 0
  }
  const near = gap.length <= 12 ? 0.55 : gap.length <= 40 ? 0.5 : gap.length <= 100 ? 0.4 : 0.3
  if (isAlone) return near
  if (gap.includes('\n')) return gap.length <= 12 ? 0.4 : 0.1
  return SENTENCE_END.test(gap) ? near - 0.3 : near
}

function fromBehind(context: string): number {
  const sentence = context.split(SENTENCE_END, 1)[0] ?? ''
  const [first] = listWords(sentence)
  if (!first) return 0
  if (!first.isCode) return first.from <= 40 ? -1 : 0
  return first.from <= 45 ? 0.5 : 0.35
}

type Word = { from: number; to: number; isCode: boolean }

/** Code words and names of other numbers in order; a code word inside of a name does not count. */
function listWords(text: string): Word[] {
  const others = [...text.matchAll(OTHER_NUMBER)].map((match) => toWord(match, false))
  const codes = [...text.matchAll(CODE_WORD)].map((match) => toWord(match, true))
  const free = codes.filter((code) => !others.some((other) => other.from < code.to && code.from < other.to))
  return [...others, ...free].sort((a, b) => a.to - b.to)
}

function toWord(match: RegExpExecArray, isCode: boolean): Word {
  return { from: match.index, to: match.index + match[0].length, isCode }
}
