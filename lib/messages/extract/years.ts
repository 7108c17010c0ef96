/** Four digits that could be a year: a code only where the sentence itself says so, not where a code is spoken of nearby. */
import { isAskedFor } from './asking'
import { CODE_WORD } from './code-words'
import { anywhere, words } from './patterns'

/** How many characters around a candidate belong to its label. */
const REACH = 80

const COPULA = words(
  'is|are|ist|lautet|est|es|è|é|este|jest|to|je|är|er|on|là|adalah|ialah|yra|ir|ni|είναι|הוא|היא|هو|هي|است',
)
/** Between the word for a code and its digits: "is", "for Acme is", ":". No sentence ends in between. */
const STATED = new RegExp(
  `^(?:[^.!?;。！？；]{0,48}?(?:${COPULA}|${anywhere('[:：=]', '(?:は|是|为|為|는|은|คือ)')}))["'\\s*_«“„「『【(:：]{0,4}$`,
  'iu',
)
/** Nothing but signs in between: the words before tell whether it is a code of somebody, or the name of some other thing. */
const TOUCHING = /^["'\s*_«“„「『【(–—-]{1,4}$/u
const OWNER = new RegExp(
  `${words('your|ihr(?:en|e)?|dein(?:en|e)?|votre|ton|tu|su|seu|tuo|suo|uw|je|jouw|din|ditt|twój|váš|tvůj|ваш|твой|твій|вашия|σας|आपका|mã')}(?: [\\p{L}\\p{M}-]+)?[ -]$`,
  'iu',
)
/** "1999 is your Acme code": from the digits to the word for a code. */
const SAID_BEHIND = new RegExp(
  `^["'\\s*_»”」』】)]{0,3} ?(?:${COPULA}) (?:${words('your|the|ihr|dein|der|votre|ton|le|tu|su|el|seu|o|il|uw|je|de|din|twój|váš|ваш|твой')}) (?:[\\p{L}\\p{M}\\d-]+ ){0,2}$`,
  'iu',
)

/** For four digits from 1900 to 2099 that are announced as a code. */
export function isStatedAsCode(line: string, from: number, to: number): boolean {
  const before = line.slice(Math.max(0, from - REACH), from)
  const last = [...lower(before).matchAll(CODE_WORD)].at(-1)
  if (last && isStatedBehind(before, last.index, last.index + last[0].length, line.slice(to))) return true
  const behind = line.slice(to, to + REACH)
  const [first] = lower(behind).matchAll(CODE_WORD)
  return first !== undefined && SAID_BEHIND.test(behind.slice(0, first.index))
}

function isStatedBehind(before: string, wordFrom: number, wordTo: number, behind: string): boolean {
  const between = before.slice(wordTo)
  if (STATED.test(between)) return true
  if (!TOUCHING.test(between)) return false
  const head = before.slice(0, wordFrom)
  if (OWNER.test(head)) return true
  // "use code 2051 to sign in", "den Code 2051 eingeben": with one word in between at most
  const shorter = head.replace(/[\p{L}-]+ $/u, '')
  return [head, shorter].some((text) => isAskedFor(text + behind, text.length, text.length))
}

/** As the words for codes are written. Same length. */
const lower = (text: string) => text.replaceAll('İ', 'i').toLowerCase()
