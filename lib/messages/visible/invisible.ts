/** Characters that take no room on the screen. Senders pad previews with them, and cut words with them. */

const INVISIBLE = new RegExp(
  [
    '[\\u00ad\\u061c\\u115f\\u1160\\u180e\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u2064]',
    '[\\u2066-\\u206f\\u3164\\ufeff\\uffa0]',
    '\\u034f|\\u17b4|\\u17b5', // combining ones, apart from the classes
  ].join('|'),
  'g',
)
/** Joiners shape letters (Persian, Indic, emoji): only loose ones, and those behind ASCII, are padding. */
const LOOSE_JOINERS = /(^|[\s\u00a0\u2000-\u200aA-Za-z\d])[\u200c\u200d]+|[\u200c\u200d]+(?=$|[\s\u00a0\u200c\u200d])/g

export function stripInvisible(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what is plain ASCII has nothing to strip
  if (/^[\x00-\x7f]*$/.test(text)) return text
  return text.replace(INVISIBLE, '').replace(LOOSE_JOINERS, '$1')
}

export const SPACES = /[\s\u00a0\u2000-\u200a\u202f\u205f\u2800\u3000]+/g

/** Runs of white space of any kind become one space. */
export function collapseSpaces(text: string): string {
  return text.replace(SPACES, ' ').trim()
}
