/** Plain text as HTML: escaped, with its web addresses as links. */
import { escapeBidiControls, trimBehindUrl } from '../mime/bidi'
import { stripInvisible } from '../visible/invisible'

const URL_IN_TEXT = /https?:\/\/[^\s<>"'`]+/gi

export function toLinkedHtml(text: string): string {
  let html = ''
  let at = 0
  for (const match of text.matchAll(URL_IN_TEXT)) {
    const words = trimBehindUrl(match[0])
    // as the list of links tells it
    const url = escapeHtml(stripInvisible(escapeBidiControls(words)))
    html += `${escapeHtml(text.slice(at, match.index))}<a href="${url}" target="_blank" rel="noopener noreferrer nofollow">${url}</a>`
    at = match.index + words.length
  }
  return html + escapeHtml(text.slice(at))
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
