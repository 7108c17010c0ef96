/** No text for people stands in a component: it would be in one language for all. */
import { expect, test } from 'vitest'
import { childrenOf, type Node, parse, readSources, type Source, stringsOf } from './testing/sources'

/** The reference of the API is in the API's own language, and its page says so (`lang="en"`). */
const ENGLISH_BY_DECISION = ['quick-start', 'operation', 'member-list', 'shapes'].map(
  (name) => `components/docs/${name}.tsx`,
)

/** Attributes and members that people get to read or hear. */
const FOR_PEOPLE =
  /^(aria-(label|description|valuetext|roledescription|placeholder)|title|alt|placeholder|label|hint|about|confirm|words|description|short_name|fault)$/

/** What says something aloud or on screen, by its first argument. */
const SAYING = new Set(['announce', 'toast'])

/** The brand, and beginnings of URLs. */
const ALLOWED = new Set(['Mayfly', '/api/v1', 'https://'])

const isText = (text: string) => /\p{L}{2}/u.test(text) && !ALLOWED.has(text.trim())

test('no component has a text, a label or a message of its own', () => {
  const sources = readSources(['app', 'components']).filter(({ file }) => !ENGLISH_BY_DECISION.includes(file))
  expect(sources.length).toBeGreaterThan(100)
  expect(sources.flatMap(findLiterals)).toEqual([])
})

test.each([
  '<p>Words</p>',
  '<p>{isOpen ? "Open" : "Shut"}</p>',
  '<p>{count > 0 && `words`}</p>',
  '<button aria-label="Words" />',
  '<img alt={`Words`} />',
  '<Field label="Words" />',
  'toast("Words")',
  'announce(isDone ? "Words" : t("words"))',
  'const metadata = { title: "Words" }',
])('finds the text in %s', (text) => {
  expect(findLiterals({ file: 'a.tsx', program: parse('a.tsx', text) })).toHaveLength(text.includes('Shut') ? 2 : 1)
})

test.each(['<p>{t("words")}</p>', '<p className="words">·</p>', '<a href="/words">{name}</a>', 'toast(t("words"))'])(
  'finds none in %s',
  (text) => {
    expect(findLiterals({ file: 'a.tsx', program: parse('a.tsx', text) })).toEqual([])
  },
)

function findLiterals({ file, program }: Source): string[] {
  const found: string[] = []
  const visit = (node: Node): void => {
    found.push(...textsOf(node).filter(isText))
    for (const child of childrenOf(node)) visit(child)
  }
  visit(program)
  return found.map((text) => `${file}: ${text.trim()}`)
}

/** The texts for people that this very node holds. */
function textsOf(node: Node): string[] {
  if (node.type === 'JSXText') return [String(node.value)]
  if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
    return (node.children as Node[]).filter(({ type }) => type === 'JSXExpressionContainer').flatMap(stringsOf)
  }
  if (node.type === 'JSXAttribute') return FOR_PEOPLE.test(nameOf(node.name)) ? stringsOf(node.value) : []
  if (node.type === 'Property') return FOR_PEOPLE.test(nameOf(node.key)) ? stringsOf(node.value) : []
  if (node.type === 'CallExpression' && SAYING.has(nameOf(node.callee))) return stringsOf((node.arguments as Node[])[0])
  return []
}

const nameOf = (node: unknown) => String((node as { name?: unknown; value?: unknown }).name ?? (node as Node).value)
