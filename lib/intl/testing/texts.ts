/** The texts as tests look at them: one list by dotted keys, and the gaps that each leaves to fill. */
import { parse, TYPE } from '@formatjs/icu-messageformat-parser'
import en from '../en.json'
import es from '../es.json'

type Tree = { [key: string]: string | Tree }
type Element = ReturnType<typeof parse>[number]

export const english = flatten(en)
export const spanish = flatten(es)

/** The names of values and, in angle brackets, of tags, each once. Throws for what is no ICU message. */
export function gaps(text: string): string[] {
  const found = new Set<string>()
  const visit = (elements: Element[]) => {
    for (const element of elements) {
      if (element.type === TYPE.literal || element.type === TYPE.pound) continue
      found.add(element.type === TYPE.tag ? `<${element.value}>` : element.value)
      if (element.type === TYPE.tag) visit(element.children)
      if (element.type === TYPE.plural || element.type === TYPE.select) {
        for (const option of Object.values(element.options)) visit(option.value)
      }
    }
  }
  visit(parse(text))
  return [...found].sort()
}

function flatten(tree: Tree, path = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${path}${key}`, value] as const] : [...flatten(value, `${path}${key}.`)],
    ),
  )
}
