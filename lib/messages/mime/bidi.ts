/** What turns the order of letters around: no sender is to decide how the words of others beside his own are read. */

/**
 * Embeddings, overrides, isolates and their ends (UAX #9). The marks (U+200E, U+200F, U+061C) stay: names and subjects in
 * Arabic and Hebrew need them beside numbers and Latin words, and they cannot turn letters around.
 */
const CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g

/** Nearly every text has none. */
const CONTROL = new RegExp(CONTROLS.source)
const URL_IN_TEXT = /https?:\/\/[^\s<>"'`]+/gi
const BEHIND_URL = /[.,;:!?)\]}\u202a-\u202e\u2066-\u2069]/

export function withoutBidiControls(text: string): string {
  return text.replace(CONTROLS, '')
}

/** In an address they are part of its path: escaped as browsers escape them, so that they open the same and turn nothing. */
export function escapeBidiControls(url: string): string {
  return url.replace(CONTROLS, encodeURIComponent)
}

/** The same for the addresses in a line of text. What stands at the end of one ends an embedding around it. */
export function escapeBidiControlsInUrls(line: string): string {
  if (!CONTROL.test(line)) return line
  return line.replace(URL_IN_TEXT, (found) => {
    const url = trimBehindUrl(found)
    return escapeBidiControls(url) + found.slice(url.length)
  })
}

/** An address in text without the punctuation and the controls at its end. Linear. */
export function trimBehindUrl(found: string): string {
  let end = found.length
  while (BEHIND_URL.test(found.charAt(end - 1))) end--
  return found.slice(0, end)
}
