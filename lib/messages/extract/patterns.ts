/** Alternatives of words as the source of a regular expression (flags i and u). */

/** Words on their own: letters of any script bound them. */
export const words = (...alternatives: string[]) => `(?<!\\p{L})(?:${alternatives.join('|')})(?!\\p{L})`

/** For scripts without spaces between words: no bounds. */
export const anywhere = (...alternatives: string[]) => `(?:${alternatives.join('|')})`
