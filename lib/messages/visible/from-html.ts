/** Reads HTML once, as a stream of tags, into what a person would see of it. No tree is built. */
import { Parser } from 'htmlparser2'
import { collapseSpaces, stripInvisible } from './invisible'
import { finishLine, type PendingLine } from './line'
import { type ClassStyles, type Look, readClasses, readStyle } from './style'
import type { Anchor, VisibleLine, VisibleText } from './visible-text'

const UNSEEN = new Set(
  'head title script template object embed iframe select textarea svg math noframes map'.split(' '),
)
const BLOCKS = new Set(
  'address article aside blockquote body center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody tfoot thead tr ul br caption'.split(
    ' ',
  ),
)
const STRONG: Record<string, number> = {
  b: 1,
  strong: 1,
  th: 1,
  h1: 3,
  h2: 2,
  h3: 2,
  code: 1,
  kbd: 1,
  pre: 1,
  tt: 1,
  big: 1,
}
const MAX_DEPTH = 1_000
const MAX_LINES = 20_000

/** Fields that show their value. */
const SHOWING_FIELDS = /^(?:text|number|tel|)$/i

type Frame = {
  name: string
  isHidden: boolean
  isTiny: boolean
  emphasis: number
  anchor: Anchor | null
  isBoxed: boolean
  isQuoted: boolean
}
const UNSTYLED: Look = { isHidden: false, isTiny: null, emphasis: 0, isBoxed: false }
const OUTERMOST: Frame = {
  name: '',
  isHidden: false,
  isTiny: false,
  emphasis: 0,
  anchor: null,
  isBoxed: false,
  isQuoted: false,
}

/** Never throws. `maxLength` bounds the HTML that is read, in UTF-16 units. */
export function fromHtml(html: string, maxLength = 1_048_576): VisibleText {
  const lines: VisibleLine[] = []
  const anchors: Anchor[] = []
  const classes: ClassStyles = new Map()
  const frames: Frame[] = [{ ...OUTERMOST }]
  let line: PendingLine = { text: '', runs: [], isQuoted: false }
  let sheet: string | null = null
  let isTooDeep = false

  const top = () => frames[frames.length - 1] ?? OUTERMOST
  const breakLine = () => {
    const done = finishLine(line)
    line = { text: '', runs: [], isQuoted: false }
    if (done.text !== '' && lines.length < MAX_LINES) lines.push(done)
  }
  const write = (text: string) => {
    const { isHidden, isTiny, emphasis, anchor, isQuoted } = top()
    if (isHidden || isTiny) return
    const from = line.text.length
    const to = from + text.length
    const last = line.runs.at(-1)
    line.text += text
    line.isQuoted = isQuoted
    if (last && last.emphasis === emphasis && last.isLink === (anchor !== null)) last.to = to
    else line.runs.push({ from, to, emphasis, isLink: anchor !== null })
    if (anchor && anchor.text.length < 500) anchor.text += text
  }

  const parser = new Parser({
    onopentag(name, attributes) {
      if (frames.length > MAX_DEPTH) {
        isTooDeep = true
        parser.pause()
        return
      }
      const around = top()
      const style = `${classStyle(attributes.class, classes)};${attributes.style ?? ''}`
      const look = style.length > 1 ? readStyle(style) : UNSTYLED
      const isHidden = around.isHidden || look.isHidden || UNSEEN.has(name) || attributes.hidden !== undefined
      if (BLOCKS.has(name)) breakLine()
      if (name === 'style') sheet = ''
      const isBoxed = look.isBoxed || attributes.bgcolor !== undefined || isButtonName(attributes)
      const anchor =
        name === 'a' && attributes.href && !isHidden
          ? openAnchor(attributes.href, isBoxed || (around.name === 'td' && around.isBoxed))
          : around.anchor
      const emphasis = Math.min(3, Math.max(around.emphasis, (STRONG[name] ?? 0) + look.emphasis))
      frames.push({
        name,
        isHidden: isHidden || name === 'style',
        isTiny: look.isTiny ?? around.isTiny,
        emphasis,
        anchor,
        isBoxed,
        isQuoted: around.isQuoted || name === 'blockquote' || attributes.class === 'gmail_quote',
      })
      if (name === 'input' && SHOWING_FIELDS.test(attributes.type ?? '')) write(` ${attributes.value ?? ''} `)
      if (name === 'img' && attributes.alt && anchor) write(` ${attributes.alt} `)
    },
    ontext(text) {
      if (sheet !== null) sheet += text
      else write(text)
    },
    onclosetag(name) {
      if (name === 'style' && sheet !== null) {
        readClasses(sheet, classes)
        sheet = null
      }
      if (name === 'td' || name === 'th') write(' ')
      if (BLOCKS.has(name)) breakLine()
      if (frames.length > 1) frames.pop()
    },
  })

  function openAnchor(url: string, isButton: boolean): Anchor {
    const anchor = { url, text: '', line: lines.length, isButton }
    anchors.push(anchor)
    return anchor
  }

  parser.end(html.length > maxLength ? html.slice(0, maxLength) : html)
  breakLine()
  for (const anchor of anchors) anchor.text = collapseSpaces(stripInvisible(anchor.text)).slice(0, 300)
  return { lines, anchors, isTooDeep }
}

function isButtonName({ class: names = '', role }: Record<string, string>): boolean {
  return role === 'button' || /(?<![a-z])(?:btn|button|cta)(?![a-z])/i.test(names)
}

function classStyle(names: string | undefined, classes: ClassStyles): string {
  if (!names || classes.size === 0) return ''
  return names
    .split(/\s+/)
    .slice(0, 20)
    .map((name) => classes.get(name) ?? '')
    .join(';')
}
