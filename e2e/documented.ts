/** Every answer that a test gets from the API must be one that the OpenAPI document tells of. */
import type { OpenApi } from '@/lib/http/openapi/document'
import type { Operation } from '@/lib/http/openapi/operation'
import { createAnswerValidator } from '@/lib/http/openapi/testing/validate'

export type DocumentedOperation = Operation & { method: string; path: string }

type Contract = {
  operations: DocumentedOperation[]
  /** The operation that a call meets; null when the API has none there. */
  find(method: string, path: string): DocumentedOperation | null
  /** Throws with all that is wrong. `path` is below /api/v1. */
  check(method: string, path: string, answer: { status: number; headers: Headers; text: string }): void
}

/** What has been answered so far in this process: `operationId status`, and the code of refusals. */
export const seen = new Set<string>()

const contracts = new Map<string, Promise<Contract>>()

/** The document of the server at `api`, read once. */
export function getContract(api: string): Promise<Contract> {
  const known = contracts.get(api) ?? readContract(api)
  contracts.set(api, known)
  return known
}

async function readContract(api: string): Promise<Contract> {
  const document = (await (await fetch(`${api}/openapi.json`)).json()) as OpenApi
  const validate = createAnswerValidator(document)
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
  )
  // exact names before parameters
  const inOrder = [...operations].sort((a, b) => countParameters(a.path) - countParameters(b.path))
  const patterns = inOrder.map((operation) => ({ operation, pattern: toPattern(operation.path) }))

  const find: Contract['find'] = (method, path) => {
    const [bare = ''] = path.split('?')
    return (
      patterns.find(({ operation, pattern }) => operation.method === method && pattern.test(bare))?.operation ?? null
    )
  }

  return {
    operations,
    find,
    check(method, path, { status, headers, text }) {
      const operation = find(method, path)
      if (!operation) return
      const mediaType = (headers.get('content-type') ?? '').split(';')[0] ?? ''
      const body = mediaType.endsWith('json') ? JSON.parse(text) : text
      const faults = validate(operation.operationId, status, mediaType, body)
      if (mediaType === 'text/event-stream') {
        const events = toEvents(text).map(({ name, data }) => validate.event(operation.operationId, name, data))
        faults.push(...events.flat())
      }
      if (faults.length > 0) throw new Error(`${method} ${path}: ${faults.join('\n')}\n${text.slice(0, 2_000)}`)
      seen.add(`${operation.operationId} ${status}`)
      if (mediaType === 'application/problem+json') seen.add(`${operation.operationId} ${body.code}`)
    },
  }
}

/** Each event of a whole stream: its name, and its data as JSON. */
function toEvents(text: string): { name: string; data: unknown }[] {
  const found = text.matchAll(/^event: (.*)\n(?:id: \d+\n)?data: (.*)\n\n/gm)
  return [...found].map(([, name = '', data = '']) => ({ name, data: JSON.parse(data) }))
}

const countParameters = (path: string) => path.split('{').length

function toPattern(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}/?$`)
}
