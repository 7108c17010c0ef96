/** Plain text as HTML: escaped, with its web addresses as links. */

const URL_IN_TEXT = /https?:\/\/[^\s<>"'`]+/gi

export function toLinkedHtml(text: string): string {
  let html = ''
  let at = 0
  for (const match of text.matchAll(URL_IN_TEXT)) {
    const url = match[0].replace(/[.,;:!?)\]}]+$/, '')
    html += `${escapeHtml(text.slice(at, match.index))}<a href="${escapeHtml(url)}" target="_blank" rel="noopener noreferrer nofollow">${escapeHtml(url)}</a>`
    at = match.index + url.length
  }
  return html + escapeHtml(text.slice(at))
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
