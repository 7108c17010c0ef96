/** A line of HTML while it is gathered, and as it then stands on the screen. */
import { SPACES, stripInvisible } from './invisible'
import type { Run, VisibleLine } from './visible-text'

export type PendingLine = { text: string; runs: Run[]; isQuoted: boolean }

/** White space collapses as on the screen; runs move along with their text. */
export function finishLine({ text, runs, isQuoted }: PendingLine): VisibleLine {
  const pieces: string[] = []
  const kept: Run[] = []
  let length = 0
  let endsInSpace = true
  for (const run of runs) {
    const piece = stripInvisible(text.slice(run.from, run.to)).replace(SPACES, ' ')
    const shown: string = endsInSpace ? piece.trimStart() : piece
    if (shown === '') continue
    if (run.emphasis > 0 || run.isLink) kept.push({ ...run, from: length, to: length + shown.length })
    pieces.push(shown)
    length += shown.length
    endsInSpace = shown.endsWith(' ')
  }
  const done = { text: pieces.join('').trimEnd(), runs: kept }
  return isQuoted ? { ...done, isQuoted } : done
}
