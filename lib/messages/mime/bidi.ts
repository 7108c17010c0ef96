/** What turns the order of letters around: no sender is to decide how the words of others beside his own are read. */

/**
 * Embeddings, overrides, isolates and their ends (UAX #9). The marks (U+200E, U+200F, U+061C) stay: names and subjects in
 * Arabic and Hebrew need them beside numbers and Latin words, and they cannot turn letters around.
 */
const CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g

export function withoutBidiControls(text: string): string {
  return text.replace(CONTROLS, '')
}
