/** What the reference page shows, already put into words. Texts may carry `code` between backticks. */

export type Member = { name: string; type: string; isRequired: boolean; about: string }

export type Example = { title: string; text: string }

export type OperationView = {
  id: string
  method: string
  path: string
  summary: string
  about: string
  who: string
  parameters: (Member & { place: string })[]
  body: { about: string; members: Member[] } | null
  curl: string
  answers: { status: string; about: string; type: string; example: string | null; events: Member[] }[]
  refusals: { status: string; code: string; title: string }[]
}

export type Reference = {
  baseUrl: string
  groups: { name: string; about: string; operations: OperationView[] }[]
  /** The shapes of answers by their names, for links from one to the other. */
  shapes: { name: string; members: Member[] }[]
}

export const shapeId = (name: string) => `shape-${name}`
