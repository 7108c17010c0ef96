/** Codes drawn one character per box: blocks that each hold one character are read as the row that a person sees. */
import type { VisibleLine } from '../visible/visible-text'

const ONE_CHARACTER = /^[\p{Nd}A-Z]$/u
const BETWEEN = /^[-–—•·|]$/u
const HALF = /^\p{Nd}{3}$/u
const MIN_BOXES = 4
const MAX_BOXES = 10

/** Runs of single characters, and two halves of three digits, each become one line; all else stays. */
export function joinBoxes(lines: VisibleLine[]): VisibleLine[] {
  const joined: VisibleLine[] = []
  for (let at = 0; at < lines.length; ) {
    const row = takeRow(lines, at)
    const isRow = row.boxes.length >= MIN_BOXES && row.boxes.length <= MAX_BOXES
    const isPair = row.boxes.length === 2 && row.boxes.every(({ text }) => HALF.test(text))
    if (isRow || isPair) joined.push(join(row.boxes, isRow ? ' ' : '-'))
    else joined.push(...lines.slice(at, row.end))
    at = row.end
  }
  return joined
}

/** The boxes that begin at `from`; `end` is always behind it. */
function takeRow(lines: VisibleLine[], from: number): { boxes: VisibleLine[]; end: number } {
  const form = HALF.test(lines[from]?.text ?? '') ? HALF : ONE_CHARACTER
  const boxes: VisibleLine[] = []
  let end = from
  for (; end < lines.length; end++) {
    const line = lines[end]
    if (line && form.test(line.text)) boxes.push(line)
    else if (!line || boxes.length === 0 || !BETWEEN.test(line.text)) break
  }
  return { boxes, end: Math.max(end, from + 1) }
}

function join(boxes: VisibleLine[], separator: string): VisibleLine {
  const text = boxes.map((box) => box.text).join(separator)
  const emphasis = Math.max(1, ...boxes.flatMap(({ runs }) => runs.map((run) => run.emphasis)))
  return { ...boxes[0], text, runs: [{ from: 0, to: text.length, emphasis, isLink: false }] }
}
