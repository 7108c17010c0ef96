/** What a person sees of a message: lines of text, where they stand out, and the links between them. */
import { collapseSpaces, stripInvisible } from './invisible'

/** A stretch of a line; `emphasis` from 0 (running text) to 3 (large, bold, spaced). */
export type Run = { from: number; to: number; emphasis: number; isLink: boolean }
export type VisibleLine = { text: string; runs: Run[] }
export type Anchor = { url: string; text: string; line: number }
export type VisibleText = {
  lines: VisibleLine[]
  anchors: Anchor[]
  /** Nested so deeply that it was read only in part. */
  isTooDeep: boolean
}

/** Lines of plain text as they are. */
export function fromPlainText(text: string): VisibleText {
  const lines = text.split('\n').map((line) => ({ text: collapseSpaces(stripInvisible(line)), runs: [] }))
  return { lines: lines.filter((line) => line.text !== ''), anchors: [], isTooDeep: false }
}

export function joinLines({ lines }: VisibleText): string {
  return lines.map((line) => line.text).join('\n')
}
