/** The little of CSS that decides whether text is seen, and whether it stands out. */

/** `isBoxed`: has a ground or a border of its own, as buttons have. `isTiny` is null where nothing is said about the size: unlike being hidden, a descendant can undo it. */
export type Look = { isHidden: boolean; isTiny: boolean | null; emphasis: number; isBoxed: boolean }
export type ClassStyles = Map<string, string>

const HIDDEN =
  /(?:^|;)(?:display:none|visibility:hidden|visibility:collapse|mso-hide:all|opacity:0(?:\.0+)?(?:;|$)|max-height:0|color:transparent|text-indent:-\d{3}|(?:left|right|top|margin-left|margin-top):-\d{4}|clip:rect\([01](?:px)?[, ]|transform:scale\(0\))/
const CLIPPED = /(?:^|;)(?:height|width):[01](?:px|pt)?(?:;|$|!)/
const ANY_SIZE = /(?:^|;)font(?:-size)?:[^;]*?(?:\d|small|medium|large)/
const TINY = /(?:^|;)font-size:[0-2](?:\.\d+)?(?:px|pt|%)?(?:!important)?(?:;|$)/
const SIZE = /(?:^|;)font(?:-size)?:[^;]*?(\d+(?:\.\d+)?)(px|pt|em|rem)/
const WEIGHT = /(?:^|;)font(?:-weight)?:[^;]*?(?:bold|[6-9]00)/
const SPACING = /(?:^|;)letter-spacing:(?:[1-9]\d*(?:\.\d+)?(?:px|pt)|0?\.[1-9]\d*r?em|[1-9]\d*r?em)/
const MONOSPACE = /(?:^|;)font(?:-family)?:[^;]*(?:monospace|courier|consolas|menlo)/
const PIXELS: Record<string, number> = { px: 1, pt: 4 / 3, em: 16, rem: 16 }
const BOXED = /(?:^|;)(?:background(?:-color)?:(?!transparent|none|inherit|initial)|border(?:-[a-z]+)?:(?!0|none))/
const COLOR = /(?:^|;)color:([^;!]+)/
const GROUND = /(?:^|;)background(?:-color)?:([^;!]+)/
const NAMED: Record<string, string> = { white: '#ffffff', black: '#000000' }
const LARGE_PX = 19
/** What a class says about being seen is short; sheets that repeat a class must not grow with every use of it. */
const MAX_CLASS_LENGTH = 1_024

/** How a declaration block changes what is around it. */
export function readStyle(style: string): Look {
  const css = style.slice(0, 8_192).toLowerCase().replace(/\s+/g, '').slice(0, 4_096)
  const [, size = '', unit = ''] = SIZE.exec(css) ?? []
  const isLarge = Number(size) * (PIXELS[unit] ?? 0) >= LARGE_PX
  const emphasis =
    (isLarge ? 2 : 0) + (SPACING.test(css) ? 1 : 0) + (WEIGHT.test(css) ? 1 : 0) + (MONOSPACE.test(css) ? 1 : 0)
  const isTiny = ANY_SIZE.test(css) ? TINY.test(css) : null
  const isBoxed = BOXED.test(css)
  return {
    isTiny,
    isBoxed,
    isHidden: HIDDEN.test(css) || (CLIPPED.test(css) && css.includes('overflow:hidden')) || isCamouflaged(css),
    emphasis,
  }
}

/** Written in the colour of its own ground. */
function isCamouflaged(css: string): boolean {
  const color = COLOR.exec(css)?.[1]
  const ground = GROUND.exec(css)?.[1]
  return color !== undefined && ground !== undefined && toHex(color) === toHex(ground)
}

const toHex = (color: string) => NAMED[color] ?? color.replace(/^#(.)(.)(.)$/, '#$1$1$2$2$3$3')

/** Class rules of a style element outside of media queries: name to declarations. */
export function readClasses(sheet: string, into: ClassStyles): void {
  const plain = sheet
    .slice(0, 65_536)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/@[\w-]+[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '')
  for (const [, selectors = '', declarations = ''] of plain.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    for (const selector of selectors.split(',')) {
      const name = /^[a-z0-9]*\.([\w-]+)$/i.exec(selector.trim())?.[1]
      if (name && into.size < 1_000)
        into.set(name, `${into.get(name) ?? ''};${declarations}`.slice(0, MAX_CLASS_LENGTH))
    }
  }
}
