/** The first words of a message, as a list shows them. */
import type { VisibleText } from './visible/visible-text'

const PREVIEW_LENGTH = 200

/** At most 200 characters, on one line, cut between words where possible. */
export function toPreview({ lines }: VisibleText): string {
  let preview = ''
  for (const { text } of lines) {
    if (/^[\s\p{P}\p{S}]*$/u.test(text) && preview === '') continue
    preview += preview === '' ? text : ` ${text}`
    if (preview.length > PREVIEW_LENGTH) break
  }
  if (preview.length <= PREVIEW_LENGTH) return preview
  const cut = preview.slice(0, PREVIEW_LENGTH)
  const space = cut.lastIndexOf(' ')
  return (space > PREVIEW_LENGTH / 2 ? cut.slice(0, space) : cut.replace(/[\ud800-\udbff]$/, '')).trim()
}
