/** Makes comments and quotes of an address list (RFC 5322, 3.2) such as the parser of addresses can read. */

/**
 * Comments inside of angle brackets go, comments inside of comments lose their brackets, and a quotation mark that is
 * never closed counts as none. One pass, or two where a quotation mark is odd.
 */
export function tidyAddresses(value: string): string {
  if (!/[("]/.test(value)) return value
  const first = walk(value)
  const { tidy } =
    first.openQuote < 0 ? first : walk(value.slice(0, first.openQuote) + value.slice(first.openQuote + 1))
  return tidy
}

function walk(value: string): { tidy: string; openQuote: number } {
  let tidy = ''
  let depth = 0
  let isAngle = false
  let openQuote = -1
  for (let at = 0; at < value.length; at++) {
    const char = value[at] ?? ''
    const isEscaped = char === '\\' && at + 1 < value.length
    const isKept = depth === 0 || !isAngle
    if (isEscaped) {
      at++
      // an escaped bracket inside of a comment would be taken for a real one
      if (isKept) tidy += depth > 0 ? (value[at] ?? '').replace(/[()]/, '') : char + value[at]
    } else if (openQuote >= 0) {
      if (char === '"') openQuote = -1
      tidy += char
    } else if (char === '(') {
      depth++
      if (depth === 1 && !isAngle) tidy += char
    } else if (char === ')' && depth > 0) {
      depth--
      if (depth === 0 && !isAngle) tidy += char
    } else if (depth > 0) {
      if (isKept) tidy += char
    } else {
      if (char === '"') openQuote = at
      if (char === '<' || char === '>') isAngle = char === '<'
      tidy += char
    }
  }
  return { tidy, openQuote }
}
