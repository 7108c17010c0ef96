/** The name of an attachment as it may be shown and saved: no path, nothing unseen, of bounded length. */
import { stripInvisible } from '../visible/invisible'
import { toSingleLine, toStorable } from './storable'

/** UTF-16 units; what file systems take. */
const MAX_LENGTH = 255
/** With the dot; what follows a later dot than this is no extension. */
const EXTENSION = /\.[^.\s]{1,20}$/
/** What toSingleLine leaves of the controls. */
const CONTROLS = /[\0\x80-\x9f]+/g

/** `given` is decoded text. Null when nothing of it names a file. */
export function toFilename(given: string): string | null {
  const visible = stripInvisible(toSingleLine(given.replace(CONTROLS, ' ')))
  const segments = visible.split(/[/\\]/).filter((segment) => /[^\s.]/.test(segment))
  const base = isPath(visible) ? segments.at(-1) : segments.join('_')
  return shorten(toStorable(base ?? '').trim()) || null
}

/** Of a place in somebody's folders the last segment is the name (RFC 6266, 4.3); in "Bill 01/2026" the sign is part of it. */
function isPath(name: string): boolean {
  return /^\s*(?:[/\\~]|[A-Za-z]:[/\\])/.test(name) || /(?:^|[/\\])\s*\.{1,2}\s*(?:[/\\]|$)/.test(name)
}

/** Cuts the stem, so that the name still says what kind of file it is. */
function shorten(name: string): string {
  if (name.length <= MAX_LENGTH) return name
  const extension = EXTENSION.exec(name)?.[0] ?? ''
  const stem = name.slice(0, MAX_LENGTH - extension.length).replace(/[\ud800-\udbff]$/, '')
  return `${stem}${extension}`
}
