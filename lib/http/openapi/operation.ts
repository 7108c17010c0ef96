/** One endpoint as an OpenAPI operation. */
import type { Endpoint, TAGS } from '../endpoint'
import { type ResponseObject, toResponses } from './responses'
import type { JsonSchema, Schemas } from './schemas'

export type Parameter = {
  name: string
  in: 'path' | 'query' | 'header'
  required: boolean
  description?: string
  schema: JsonSchema
  example?: unknown
}

export type Operation = {
  operationId: string
  tags: string[]
  summary: string
  description: string
  security: Record<string, string[]>[]
  parameters: Parameter[]
  requestBody?: {
    required: boolean
    description?: string
    content: { [mediaType: string]: { schema: JsonSchema; example: unknown } }
  }
  responses: Record<string, ResponseObject>
}

/** What braces in paths stand for. */
const IN_PATHS: Record<string, { description: string; schema: JsonSchema; example: unknown }> = {
  address: {
    description: 'The address. Case and a `+tag` do not matter.',
    schema: { type: 'string' },
    example: 'tobirasuke4821@mayfly.localhost',
  },
  id: {
    description: 'The `id` that lists tell.',
    schema: { type: 'string', format: 'uuid' },
    example: '0b8e3c52-6d0a-4c3e-9f57-1f5f2d7a9c10',
  },
  deliveryId: {
    description: 'The `id` that the log tells.',
    schema: { type: 'string', format: 'uuid' },
    example: '5f0c9f0e-8f0a-4f6b-9a51-7d1f3c2b4e6d',
  },
  index: { description: 'The `index` that the message tells.', schema: { type: 'integer', minimum: 0 }, example: 0 },
}

export function toOperation(operationId: string, endpoint: Endpoint, schemas: Schemas): Operation {
  const { tag, summary, description, body, rawBody, example } = endpoint
  const operation: Operation = {
    operationId,
    tags: [tag satisfies keyof typeof TAGS],
    summary,
    description,
    security: toSecurity(endpoint),
    parameters: [...pathParameters(endpoint), ...queryParameters(endpoint, schemas), ...headerParameters(endpoint)],
    responses: toResponses(endpoint, schemas),
  }
  if (rawBody) {
    const { mediaType, description, example } = rawBody
    operation.requestBody = {
      required: true,
      description,
      content: { [mediaType]: { schema: { type: 'string' }, example } },
    }
  }
  if (!body) return operation
  const schema = schemas.toJson(body, 'input')
  // No body at all counts as an empty object.
  const required = (schema.required ?? []).length > 0
  operation.requestBody = { required, content: { 'application/json': { schema, example: example?.body ?? {} } } }
  return operation
}

/** First match wins; `{}` stands for no identity at all. */
function toSecurity({ signedIn, caller, path }: Endpoint): Operation['security'] {
  if (caller) return caller === 'operator' ? [{ operator: [] }] : [{}]
  if (signedIn) return signedIn === 'or_key' ? [{ bearer: [] }, { signInCookie: [] }] : [{ signInCookie: [] }]
  const identities: Operation['security'] = [
    { bearer: [] },
    { sessionToken: [] },
    { signInCookie: [] },
    { sessionCookie: [] },
  ]
  return path.includes('{address}') ? identities : [...identities, {}]
}

function pathParameters({ path }: Endpoint): Parameter[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => {
    const known = IN_PATHS[name]
    if (!known) throw new Error(`{${name}} in ${path} is not described`)
    return { name, in: 'path', required: true, ...known }
  })
}

function queryParameters({ query, example }: Endpoint, schemas: Schemas): Parameter[] {
  if (!query) return []
  const { properties = {}, required = [] } = schemas.toJson(query, 'input') as {
    properties?: Record<string, JsonSchema>
    required?: string[]
  }
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    description,
    schema,
    ...(example?.query?.[name] === undefined ? {} : { example: toExample(example.query[name], schema) }),
  }))
}

/** Examples are what stands in the URL; the document wants them of the type of the schema. */
function toExample(text: string | undefined, { type }: JsonSchema): unknown {
  return type === 'integer' || type === 'boolean' ? JSON.parse(text ?? 'null') : text
}

function headerParameters({ headers }: Endpoint): Parameter[] {
  return Object.entries(headers ?? {}).map(([name, description]) => ({
    name,
    in: 'header',
    required: false,
    description,
    schema: { type: 'string' },
  }))
}
