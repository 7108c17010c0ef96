/** The document against the linter, the route modules and its own schemas. */
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import { expect, test } from 'vitest'
import { ERRORS } from '@/lib/errors'
import type { EndpointHandler } from '../route'
import { toDocument } from './document'
import { ENDPOINTS } from './endpoints'
import { createAnswerValidator } from './testing/validate'

const ROOT = path.resolve(import.meta.dirname, '../../..')
const document = toDocument('https://mayfly.example')
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

test('satisfies the linter, the examples included', async () => {
  const config = await createConfig({
    extends: ['recommended-strict'],
    rules: {
      'no-invalid-media-type-examples': 'error',
      'no-invalid-parameter-examples': 'error',
      'no-invalid-schema-examples': 'error',
      'operation-description': 'error',
      'tag-description': 'error',
    },
  })
  const problems = await lintFromString({ source: JSON.stringify(document), config })
  expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([])
})

test('has what the route modules export, and the route modules have what it says', async () => {
  const told = Object.entries(document.paths).flatMap(([url, operations]) =>
    Object.entries(operations).map(([method, { operationId }]) => `${method.toUpperCase()} ${url} ${operationId}`),
  )
  expect((await listServed()).sort()).toEqual(told.sort())
})

test('says of every endpoint what it answers, with an example that is such an answer', () => {
  const validate = createAnswerValidator(document)
  for (const [name, { answers }] of Object.entries(ENDPOINTS)) {
    for (const [status, { schema, example }] of Object.entries(answers)) {
      if (!schema) continue
      expect(validate(name, Number(status), 'application/json', example), `${name} ${status}`).toEqual([])
    }
  }
})

test('has no code that no call is refused with', () => {
  const alone = ['method_not_allowed']
  expect(Object.keys(document.components.examples).sort()).toEqual(
    Object.keys(ERRORS)
      .filter((code) => !alone.includes(code))
      .sort(),
  )
})

/** `METHOD /path name` of everything the modules of app/api/v1 serve. */
async function listServed(): Promise<string[]> {
  const names = new Map<unknown, string>(Object.entries(ENDPOINTS).map(([name, endpoint]) => [endpoint, name]))
  const folders = readdirSync(path.join(ROOT, 'app/api/v1'), { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'route.ts')
    .map((file) => path.dirname(file))
  expect(folders.length).toBeGreaterThan(15)
  const served: string[] = []
  for (const folder of folders) {
    const module = (await import(/* @vite-ignore */ path.join(ROOT, 'app/api/v1', folder, 'route.ts'))) as Partial<
      Record<string, EndpointHandler>
    >
    for (const method of METHODS) {
      const handler = module[method]
      expect(handler && 'endpoint' in handler, `${method} of ${folder} is made by route()`).toBe(true)
      if (handler?.endpoint) served.push(`${method} ${toUrl(folder)} ${names.get(handler.endpoint)}`)
    }
  }
  return served
}

const toUrl = (folder: string) => `/${folder.replaceAll('[', '{').replaceAll(']', '}')}`
