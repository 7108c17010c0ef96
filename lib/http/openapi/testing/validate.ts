/** Answers against the document, for tests: strict about members that it does not name. */
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { OpenApi } from '../document'
import type { JsonSchema } from '../schemas'

export type AnswerValidator = {
  /** What is wrong with an answer; nothing when the document allows it. */
  (operationId: string, status: number, mediaType: string, body: unknown): string[]
  /** The same for one event of a stream. */
  event(operationId: string, name: string, data: unknown): string[]
}

/** An address that references are resolved against; nothing is there. */
const DOCUMENT = 'https://document.invalid/'

export function createAnswerValidator(document: OpenApi): AnswerValidator {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema({ $id: DOCUMENT, components: { schemas: close(document.components.schemas) } })
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods))
  const find = (operationId: string) => operations.find((one) => one.operationId === operationId)

  function check(what: string, schema: JsonSchema, value: unknown): string[] {
    const validate = ajv.getSchema(what) ?? ajv.addSchema(toAjv(schema), what).getSchema(what)
    if (!validate || validate(value)) return []
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${what} ${instancePath} ${message} ${JSON.stringify(params)}`,
    )
  }

  function answer(operationId: string, status: number, mediaType: string, body: unknown): string[] {
    const response = find(operationId)?.responses[status]
    if (!response) return [`${operationId} does not say that it answers ${status}`]
    const content = response.content ?? {}
    const told = content[mediaType] ?? content['*/*']
    if (told) return check(`${operationId}-${status}-${mediaType}`, told.schema, body)
    const isEmpty = Object.keys(content).length === 0 && (body === undefined || body === '')
    return isEmpty ? [] : [`${operationId} ${status} does not say that it answers ${mediaType}`]
  }

  function event(operationId: string, name: string, data: unknown): string[] {
    const told = find(operationId)?.responses['200']?.content?.['text/event-stream']?.['x-events']?.[name]
    return told ? check(`${operationId}-${name}`, told.data, data) : [`${operationId} does not tell of ${name}`]
  }

  return Object.assign(answer, { event })
}

function toAjv(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(close(schema)).replaceAll('"#/components/', `"${DOCUMENT}#/components/`))
}

/** The document leaves room for members to come; an answer of today has exactly those of today. */
function close<T>(schema: T): T {
  if (Array.isArray(schema)) return schema.map(close) as T
  if (typeof schema !== 'object' || schema === null) return schema
  const closed = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, close(value)]))
  const isClosable = closed.type === 'object' && closed.properties && closed.additionalProperties === undefined
  return (isClosable ? { ...closed, additionalProperties: false } : closed) as T
}
