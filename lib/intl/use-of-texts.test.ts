/** How components use the texts: with a value for every gap, and every text somewhere. */
import { expect, test } from 'vitest'
import { childrenOf, isNode, type Node, parse, readSources, type Source, stringsOf } from './testing/sources'
import { english, gaps, spanish } from './testing/texts'

/** Looked up by what the API or a provider says, or by a function that is given the translator. */
const BY_NAME = /^(errors|words|deliveries\.(reasons|accepted|refused)|(entry|messages|webhooks)\.faults|meta)\b/

/** What a call gives: the keys it may ask for, and the values it names; null where they cannot be seen. */
type Use = { file: string; keys: string[]; values: string[] | null }

const uses = readSources(['app', 'components', 'lib/client']).flatMap(findUses)

test('every text gets a value for each of its gaps', () => {
  expect(uses.length).toBeGreaterThan(300)
  expect(uses.flatMap(findUnfilled)).toEqual([])
})

test('every text is used', () => {
  const used = new Set(uses.flatMap(({ keys }) => keys))
  expect([...english.keys()].filter((key) => !used.has(key) && !BY_NAME.test(key))).toEqual([])
})

test('sees a gap that is not filled, also of one key among several', () => {
  const text = `function A() { const t = useTranslations('messages'); t('preview'); t.rich(x ? 'row' : 'noText', { sender }) }`
  expect(findUses({ file: 'a.tsx', program: parse('a.tsx', text) }).flatMap(findUnfilled)).toEqual([
    'a.tsx: messages.preview needs name',
    'a.tsx: messages.row needs subject',
  ])
})

function findUnfilled({ file, keys, values }: Use): string[] {
  if (values === null) return []
  return keys.flatMap((key) => {
    const needed = new Set([...gaps(english.get(key) ?? ''), ...gaps(spanish.get(key) ?? '')])
    const missing = [...needed].filter((name) => !values.includes(name.replace(/[<>]/g, '')))
    return missing.map((name) => `${file}: ${key} needs ${name}`)
  })
}

function findUses({ file, program }: Source): Use[] {
  const found: Use[] = []
  const visit = (node: Node, spaces: ReadonlyMap<string, string>): void => {
    const inner = node.type === 'BlockStatement' || node.type === 'Program' ? withTranslators(node, spaces) : spaces
    const use = node.type === 'CallExpression' ? toUse(file, node, inner) : null
    if (use) found.push(use)
    for (const child of childrenOf(node)) visit(child, inner)
  }
  visit(program, new Map())
  return found
}

/** `const t = useTranslations('inbox')` makes `t` ask in `inbox` from there on. */
function withTranslators(block: Node, outer: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const inner = new Map(outer)
  for (const statement of block.body as Node[]) {
    if (statement.type !== 'VariableDeclaration') continue
    for (const { id, init } of statement.declarations as { id: Node; init: Node | null }[]) {
      const call = init?.type === 'AwaitExpression' ? init.argument : init
      if (!isNode(call) || call.type !== 'CallExpression') continue
      if (!/^(use|get)Translations$/.test(String((call.callee as Node).name))) continue
      inner.set(String(id.name), stringsOf((call.arguments as Node[])[0])[0] ?? '')
    }
  }
  return inner
}

function toUse(file: string, { callee, arguments: given }: Node, spaces: ReadonlyMap<string, string>): Use | null {
  const member = callee as { type: string; object?: Node; property?: Node; name?: string }
  const isRich = member.type === 'MemberExpression' && member.property?.name === 'rich'
  const name = isRich ? member.object?.name : member.name
  const space = spaces.get(String(name))
  const [key, values] = given as Node[]
  if (space === undefined || key === undefined) return null
  return { file, keys: keysOf(key).flatMap((one) => expand(`${space}.${one}`)), values: namesOf(values) }
}

/** With `*` for each part that is not written out. */
function keysOf(key: Node): string[] {
  return key.type === 'TemplateLiteral' ? [stringsOf(key).join('*')] : stringsOf(key)
}

function expand(key: string): string[] {
  const parts = key.split('*').map((part) => part.replaceAll('.', '\\.'))
  const pattern = new RegExp(`^${parts.join('[^.]+')}$`)
  return [...english.keys()].filter((known) => pattern.test(known))
}

function namesOf(values: Node | undefined): string[] | null {
  if (!values) return []
  if (values.type !== 'ObjectExpression') return null
  const properties = values.properties as { type: string; key: Node }[]
  if (properties.some(({ type }) => type !== 'Property')) return null
  return properties.map(({ key }) => String(key.name ?? key.value))
}
