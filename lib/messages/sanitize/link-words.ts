/** Gathers the words of one link, token by token, in the three ways in which they may stand on the screen. */
import { readStyle } from '../visible/style'
import { findAttribute } from './attributes'

/** `all`: blocks part words. `seen`: the same without what looks hidden. `joined`: as if no tag stood between. */
export type LinkWords = { all: string; seen: string; joined: string; hiddenDepth: number }

const VOID = /^<(?:br|hr|img|wbr|col)[ />]/
/** These part no word. */
const INLINE =
  /^<\/?(?:abbr|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr)[ />]/

export const createLinkWords = (): LinkWords => ({ all: '', seen: '', joined: '', hiddenDepth: 0 })

export function addText(words: LinkWords, text: string): void {
  words.all += text
  words.joined += text
  if (words.hiddenDepth === 0) words.seen += text
}

/** Tags are balanced: the sanitiser closes what the sender left open. */
export function addTag(words: LinkWords, tag: string): void {
  if (!INLINE.test(tag)) {
    words.all += ' '
    words.seen += ' '
  }
  if (VOID.test(tag)) return
  if (tag.startsWith('</')) words.hiddenDepth = Math.max(0, words.hiddenDepth - 1)
  else if (words.hiddenDepth > 0 || isHiding(tag)) words.hiddenDepth++
}

function isHiding(tag: string): boolean {
  const style = findAttribute(tag, 'style')
  if (style === null) return false
  const { isHidden, isTiny } = readStyle(style.value)
  return isHidden || isTiny === true
}
