/** The OpenAPI document as its page shows it. */
import type { OperationView, Reference } from '@/components/docs/reference'
import type { ErrorCode } from '@/lib/errors'
import { ERRORS } from '@/lib/errors'
import type { OpenApi } from '@/lib/http/openapi/document'
import type { Operation } from '@/lib/http/openapi/operation'
import type { MediaType, ResponseObject } from '@/lib/http/openapi/responses'
import { toCurl } from './to-curl'
import { toDefault, toMembers, toType } from './to-type'

/** First what makes, last what ends. */
const METHODS = ['POST', 'GET', 'PUT', 'PATCH', 'DELETE']

export function toReference(document: OpenApi): Reference {
  const baseUrl = document.servers[0]?.url ?? ''
  const operations = Object.entries(document.paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
    )
    .sort((a, b) => a.path.localeCompare(b.path) || METHODS.indexOf(a.method) - METHODS.indexOf(b.method))
  return {
    baseUrl,
    groups: document.tags.map(({ name, description }) => ({
      name,
      about: description,
      operations: operations
        .filter(({ operation }) => operation.tags.includes(name))
        .map(({ method, path, operation }) => toView(method, path, operation, baseUrl)),
    })),
    shapes: Object.entries(document.components.schemas).map(([name, schema]) => ({ name, members: toMembers(schema) })),
  }
}

function toView(method: string, path: string, operation: Operation, baseUrl: string): OperationView {
  const { operationId, summary, description, parameters, requestBody, responses } = operation
  const [body] = Object.values(requestBody?.content ?? {})
  const all = Object.entries(responses)
  return {
    id: operationId,
    method,
    path,
    summary,
    about: description,
    who: toWho(operation),
    parameters: parameters.map(({ name, in: place, required, description = '', schema }) => ({
      name,
      type: toType(schema),
      isRequired: required,
      about: [description, toDefault(schema)].filter(Boolean).join('; '),
      place,
    })),
    body: body ? { about: requestBody?.description ?? '', members: toMembers(body.schema) } : null,
    curl: toCurl(method, `${baseUrl}${path}`, operation),
    answers: all.filter(([, { content }]) => !isProblem(content)).map(([status, answer]) => toAnswer(status, answer)),
    refusals: all
      .filter(([, { content }]) => isProblem(content))
      .flatMap(([status, { content }]) =>
        Object.keys(content?.['application/problem+json']?.examples ?? {}).map((code) => ({
          status,
          code,
          title: ERRORS[code as ErrorCode][1],
        })),
      ),
  }
}

const isProblem = (content: ResponseObject['content']) => content?.['application/problem+json'] !== undefined

function toAnswer(status: string, { description, content }: ResponseObject): OperationView['answers'][number] {
  const [mediaType, media] = Object.entries(content ?? {})[0] ?? []
  const events = Object.entries(media?.['x-events'] ?? {}).map(([name, { description, data }]) => ({
    name,
    type: toType(data),
    isRequired: false,
    about: description,
  }))
  return {
    status,
    about: description,
    type: media === undefined ? 'no body' : mediaType === 'application/json' ? toShape(media) : (mediaType ?? ''),
    example: toExample(media),
    events,
  }
}

/** A shape's name, or for a page of a list what it is a page of. */
function toShape({ schema }: MediaType): string {
  const items = (schema.properties as { items?: MediaType['schema'] } | undefined)?.items
  return items ? `page, ${toType(items)}` : toType(schema)
}

function toExample(media: MediaType | undefined): string | null {
  if (media?.example === undefined) return null
  return typeof media.example === 'string' ? media.example : JSON.stringify(media.example, null, 2)
}

function toWho({ security }: Operation): string {
  const ways = security.map((one) => Object.keys(one)[0])
  if (ways.includes('operator')) return "For machines that bear the operator's secret."
  if (ways.includes('sessionToken'))
    return ways.includes(undefined) ? 'For everyone, with or without an identity.' : 'For the owner.'
  if (ways.includes('bearer')) return 'For accounts: signed in, or with an API key.'
  return ways.includes('signInCookie') ? 'For those who are signed in, on our own pages.' : 'For everyone.'
}
