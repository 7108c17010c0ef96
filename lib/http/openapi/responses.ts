/** The answers of an endpoint, refusals included, as OpenAPI writes them. */
import { ERRORS, type ErrorCode } from '@/lib/errors'
import type { Answer, Endpoint } from '../endpoint'
import { listRefusals, ProblemBody } from './refusals'
import type { JsonSchema, Schemas } from './schemas'

type Ref = { $ref: string }
type HeaderObject = { description: string; schema: JsonSchema }

export type MediaType = {
  schema: JsonSchema
  example?: unknown
  examples?: Record<string, Ref>
  /** What OpenAPI 3.1 has no words for: the data of each kind of server-sent event. */
  'x-events'?: Record<string, { description: string; data: JsonSchema }>
}

export type ResponseObject = {
  description: string
  headers: Record<string, HeaderObject | Ref>
  content?: Record<string, MediaType>
}

export const HEADERS: Record<string, HeaderObject> = {
  RateLimit: {
    description: 'What is left (`r`) and for how many seconds (`t`); draft-ietf-httpapi-ratelimit-headers.',
    schema: { type: 'string', examples: ['"default";r=599;t=60'] },
  },
  'RateLimit-Policy': {
    description: 'The quota (`q`) in a window of `w` seconds.',
    schema: { type: 'string', examples: ['"default";q=600;w=60'] },
  },
  'Retry-After': { description: 'Seconds until it is worth asking again.', schema: { type: 'integer', minimum: 1 } },
  'WWW-Authenticate': { description: 'Always `Bearer`.', schema: { type: 'string' } },
}

const header = (name: string): Ref => ({ $ref: `#/components/headers/${name}` })
const ON_ALL = { RateLimit: header('RateLimit'), 'RateLimit-Policy': header('RateLimit-Policy') }

export function toResponses(endpoint: Endpoint, schemas: Schemas): Record<string, ResponseObject> {
  const answers = Object.entries(endpoint.answers).map(
    ([status, answer]) => [status, toAnswer(answer, schemas)] as const,
  )
  const refusals = listRefusals(endpoint)
  const statuses = new Set(refusals.map((code) => ERRORS[code][0]))
  const problems = [...statuses].map((status) => {
    const codes = refusals.filter((code) => ERRORS[code][0] === status)
    return [String(status), toProblem(status, codes, schemas)] as const
  })
  return Object.fromEntries([...answers, ...problems])
}

function toAnswer({ description, schema, mediaType, example, headers, events }: Answer, schemas: Schemas) {
  const own = Object.entries(headers ?? {}).map(([name, says]) => [
    name,
    { description: says, schema: { type: 'string' } as JsonSchema },
  ])
  const response: ResponseObject = { description, headers: { ...ON_ALL, ...Object.fromEntries(own) } }
  if (schema) response.content = { 'application/json': { schema: schemas.toJson(schema, 'output'), example } }
  else if (mediaType) response.content = { [mediaType]: { schema: { type: 'string' }, example } }
  if (!events || !mediaType || !response.content?.[mediaType]) return response
  const told = Object.entries(events).map(([name, event]) => [
    name,
    { description: event.description, data: schemas.toJson(event.data, 'output') },
  ])
  response.content[mediaType]['x-events'] = Object.fromEntries(told)
  return response
}

function toProblem(status: number, codes: ErrorCode[], schemas: Schemas): ResponseObject {
  const headers = { ...ON_ALL } as ResponseObject['headers']
  if (status === 401) headers['WWW-Authenticate'] = header('WWW-Authenticate')
  if (status === 429 || status === 503) headers['Retry-After'] = header('Retry-After')
  const schema = {
    allOf: [schemas.toJson(ProblemBody, 'output'), { properties: { code: { enum: codes } } }],
  } as JsonSchema
  const examples = Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }]))
  return {
    description: codes.map((code) => `\`${code}\`: ${ERRORS[code][1]}.`).join(' '),
    headers,
    content: { 'application/problem+json': { schema, examples } },
  }
}
