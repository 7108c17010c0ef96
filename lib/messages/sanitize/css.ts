/** Keeps the declarations of a style attribute that only change how text and boxes look. Everything else goes. */

const PROPERTIES = new RegExp(
  `^(?:${[
    'color|background(?:-color)?|opacity|visibility|display|float|clear|box-sizing|overflow(?:-[xy]|-wrap)?',
    'font(?:-(?:family|size|style|weight|variant|stretch))?|line-height|letter-spacing|word-(?:spacing|break|wrap)',
    'text-(?:align|decoration(?:-(?:line|color|style))?|indent|transform|overflow)|white-space|direction|unicode-bidi',
    '(?:min-|max-)?(?:width|height)|margin(?:-(?:top|right|bottom|left))?|padding(?:-(?:top|right|bottom|left))?',
    'border(?:-(?:top|right|bottom|left))?(?:-(?:width|style|color))?|border-(?:radius|collapse|spacing)',
    'border-(?:top|bottom)-(?:left|right)-radius|list-style(?:-type)?|table-layout|vertical-align|caption-side|empty-cells',
  ].join('|')})$`,
)
/** The only functions: colours and arithmetic. No escapes, comments, strings with anything but names of fonts. */
const VALUE = /^(?:(?:rgba?|hsla?|calc|min|max)\([\d\s.,%+\-*/a-z]*\)|[\w\s#.,%+\-/!])*$/i
const FONT_VALUE = /^[\w\s#.,%+\-/!"']*$/
const MAX_LENGTH = 4_096
const MAX_VALUE_LENGTH = 300

/** The declarations that are left, or an empty string. Linear in the length of `style`; beyond 4 KiB nothing is read. */
export function filterStyle(style: string): string {
  return style
    .slice(0, MAX_LENGTH)
    .split(';')
    .flatMap((declaration) => {
      const colon = declaration.indexOf(':')
      const property = declaration.slice(0, Math.max(0, colon)).trim().toLowerCase()
      const value = declaration.slice(colon + 1).trim()
      return PROPERTIES.test(property) && isHarmless(property, value) ? [`${property}:${value}`] : []
    })
    .join(';')
}

function isHarmless(property: string, value: string): boolean {
  if (value === '' || value.length > MAX_VALUE_LENGTH) return false
  return property.startsWith('font') ? FONT_VALUE.test(value) && hasPairedQuotes(value) : VALUE.test(value)
}

function hasPairedQuotes(value: string): boolean {
  return value.split('"').length % 2 === 1 && value.split("'").length % 2 === 1
}
