/** What a person sees of a message: lines of text, where they stand out, and the links between them. */
import { escapeBidiControlsInUrls } from '../mime/bidi'
import { collapseSpaces, stripInvisible } from './invisible'

/** A stretch of a line; `emphasis` from 0 (running text) to 3 (large, bold, spaced). */
export type Run = { from: number; to: number; emphasis: number; isLink: boolean }
/** `isQuoted`: from an earlier mail that this one answers. */
export type VisibleLine = { text: string; runs: Run[]; isQuoted?: boolean }
/** `isButton`: drawn as one, so that it is the thing to press. */
export type Anchor = { url: string; text: string; line: number; isButton: boolean }
export type VisibleText = {
  lines: VisibleLine[]
  anchors: Anchor[]
  /** Nested so deeply that it was read only in part. */
  isTooDeep: boolean
}

/** Lines of plain text as they are. */
export function fromPlainText(text: string): VisibleText {
  const lines: VisibleLine[] = []
  for (const raw of text.split('\n')) {
    const line = collapseSpaces(stripInvisible(escapeBidiControlsInUrls(raw)))
    if (line === '') continue
    lines.push(
      line.startsWith('>') ? { text: line.replace(/^[>\s]+/, ''), runs: [], isQuoted: true } : { text: line, runs: [] },
    )
  }
  return { lines: lines.filter((line) => line.text !== ''), anchors: [], isTooDeep: false }
}

export function joinLines({ lines }: VisibleText): string {
  return lines.map((line) => line.text).join('\n')
}
