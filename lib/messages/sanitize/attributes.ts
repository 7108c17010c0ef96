/** Attributes of a tag as the sanitiser writes it: ` name="value"`, values escaped. What stands inside a value is no attribute. */

export type Attribute = { value: string; start: number; end: number }

const ATTRIBUTE = / ([\w:-]+)(?:="([^"]*)")?/g

/** The first of that name; `start` and `end` are its place in the tag, the space before it included. */
export function findAttribute(tag: string, name: string): Attribute | null {
  for (const { 0: text, 1: found, 2: value = '', index } of tag.matchAll(ATTRIBUTE)) {
    if (found === name) return { value, start: index, end: index + text.length }
  }
  return null
}

export function replaceAttribute(tag: string, { start, end }: Attribute, text: string): string {
  return tag.slice(0, start) + text + tag.slice(end)
}
