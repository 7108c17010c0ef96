/** The OpenAPI 3.1 document: every endpoint, told from the definitions that serve it. */

import { ERRORS, type ErrorCode } from '@/lib/errors'
import { version } from '@/package.json'
import { TAGS } from '../endpoint'
import { ENDPOINTS } from './endpoints'
import { type Operation, toOperation } from './operation'
import { toProblemExample } from './refusals'
import { HEADERS } from './responses'
import { createSchemas, type JsonSchema } from './schemas'

const DESCRIPTION = `
Expiring e-mail inboxes for people, scripts and AI agents.

JSON in snake_case, times in RFC 3339, UTC, with milliseconds. Nothing is ever cached. Reading changes nothing.
Any origin may call with a token; cookies only count for our own pages.

**Who you are**, first match wins: a bearer token (an API key \`mf_…\` or a session token \`mfs_…\`), \`X-Session-Token\`,
the sign-in cookie, the session cookie, nobody. A token that is present but not valid is 401, never a fall-back.
What is not yours does not exist: 404, the same answer as for what never was.

**Refusals** are \`application/problem+json\` (RFC 9457) with a stable \`code\`. Beside those of each operation: \`not_found\`
for URLs that the API does not have, \`method_not_allowed\` (with \`Allow\`) for methods that a URL does not have.
\`HEAD\` is allowed wherever \`GET\` is; \`OPTIONS\` answers the CORS preflight.
`.trim()

export type OpenApi = {
  openapi: '3.1.1'
  info: Record<string, unknown>
  servers: { url: string }[]
  tags: { name: string; description: string }[]
  paths: Record<string, Record<string, Operation>>
  components: {
    schemas: Record<string, JsonSchema>
    examples: Record<string, { summary: string; value: unknown }>
    headers: typeof HEADERS
    securitySchemes: typeof SECURITY
  }
}

/** `publicUrl` is the origin that callers reach us at. */
export function toDocument(publicUrl: string): OpenApi {
  const schemas = createSchemas()
  const paths: OpenApi['paths'] = {}
  for (const [name, endpoint] of Object.entries(ENDPOINTS)) {
    paths[endpoint.path] ??= {}
    Object.assign(paths[endpoint.path] ?? {}, {
      [endpoint.method.toLowerCase()]: toOperation(name, endpoint, schemas),
    })
  }
  const text = JSON.stringify(paths)
  const used = (Object.keys(ERRORS) as ErrorCode[]).filter((code) => text.includes(`"#/components/examples/${code}"`))
  return {
    openapi: '3.1.1',
    info: { title: 'Mayfly', version, description: DESCRIPTION, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: `${publicUrl}/api/v1` }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: schemas.components,
      examples: Object.fromEntries(
        used.map((code) => [code, { summary: ERRORS[code][1], value: toProblemExample(code) }]),
      ),
      headers: HEADERS,
      securitySchemes: SECURITY,
    },
  }
}

const SECURITY = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key (`mf_…`) of an account, or the session token (`mfs_…`) that a create call answered.',
  },
  operator: { type: 'http', scheme: 'bearer', description: "The operator's secret for mail by HTTP." },
  sessionToken: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Session-Token',
    description: 'The session token, where Authorization is taken.',
  },
  signInCookie: {
    type: 'apiKey',
    in: 'cookie',
    name: 'next-auth.session-token',
    description:
      'Who is signed in on the site; `__Secure-` in front over https. Changing calls must come from our own pages.',
  },
  sessionCookie: {
    type: 'apiKey',
    in: 'cookie',
    name: 'mayfly_session',
    description: 'The session token of a browser. Changing calls must come from our own pages.',
  },
} as const
