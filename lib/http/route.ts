/** A route in three beats: parse, operate, answer. This is the only general `catch` of the HTTP side. */
import type { z } from 'zod'
import { getOwnerId, getUserId, NOBODY, type Viewer } from '@/lib/accounts/viewer'
import { type Context, getContext } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { assertOperator } from '@/lib/inbound/operator'
import { assertAllowed, type Verdict } from '@/lib/rate-limits'
import { parseFields } from '@/lib/validate'
import { readJson } from './body'
import type { Endpoint, RequestRules } from './endpoint'
import { getMetrics } from './metrics'
import { CORS, problemResponse } from './problem'
import { countRequest, setRateLimitHeaders } from './rate-limit'
import { refuse } from './refuse'
import { resolveViewer } from './viewer'

/** A catch-all parameter is a list. */
type PathParams = Record<string, string | string[]>

export type Handler = (request: Request, context: { params: Promise<PathParams> }) => Promise<Response>

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
type Method = (typeof METHODS)[number]

type Input<Query, Body> = {
  ctx: Context
  viewer: Viewer
  /** Decoded path parameters. */
  params: Record<string, string>
  query: Query
  body: Body
  request: Request
}

/** A handler and what it is the handler of; null: it only ever refuses. */
export type EndpointHandler = Handler & { endpoint: Endpoint | null }

/** One method of a URL: parses what the schemas name, resolves the viewer, and turns refusals into problem+json. */
export function route<Query extends z.ZodType, Body extends z.ZodType>(
  endpoint: Endpoint<Query, Body>,
  operate: (input: Input<z.output<Query>, z.output<Body>>) => Promise<Response>,
): EndpointHandler {
  return Object.assign(handle(endpoint, operate), { endpoint })
}

/** The answer to whatever the API does not have: counted and resolved as any other call, then refused. */
export function refusal(toError: () => AppError): EndpointHandler {
  const refuseIt = handle({}, async () => {
    throw toError()
  })
  return Object.assign(refuseIt, { endpoint: null })
}

/** The same for URLs outside the API, which no document describes. */
export function handle<Query extends z.ZodType, Body extends z.ZodType>(
  rules: RequestRules<Query, Body>,
  operate: (input: Input<z.output<Query>, z.output<Body>>) => Promise<Response>,
): Handler {
  return async (request, context) => {
    const ctx = getContext()
    let verdict: Verdict | null = null
    let response: Response
    try {
      if (rules.caller === 'operator') assertOperator(ctx.config, request.headers)
      const caller: Caller = rules.caller ? { viewer: NOBODY } : await resolveCaller(ctx, request)
      verdict = rules.caller ? null : await countRequest(ctx, caller.viewer, request)
      assertAllowed(verdict)
      if (caller.refusal) throw caller.refusal
      if (rules.signedIn) (rules.signedIn === 'or_key' ? getOwnerId : getUserId)(caller.viewer)
      response = await operate(await parse(ctx, caller.viewer, request, context))
    } catch (error) {
      response = refuse(ctx, rules.caller ? await countRefusal(ctx, request, error) : error)
    }
    setRateLimitHeaders(response.headers, verdict)
    getMetrics().requests.inc({ method: request.method, status: response.status })
    return response
  }

  async function parse(ctx: Context, viewer: Viewer, request: Request, context: Parameters<Handler>[1]) {
    const params = decodeParams(await context.params)
    const search = Object.fromEntries(new URL(request.url).searchParams)
    const query = rules.query ? parseFields(rules.query, search, rules.codes) : undefined
    const body = rules.body ? parseFields(rules.body, await readJson(request), rules.codes) : undefined
    return { ctx, viewer, params, query: query as z.output<Query>, body: body as z.output<Body>, request }
  }
}

/** The refusal, or the one for too many of them. */
async function countRefusal(ctx: Context, request: Request, refusal: unknown): Promise<unknown> {
  try {
    assertAllowed(await countRequest(ctx, NOBODY, request))
    return refusal
  } catch (limit) {
    return limit
  }
}

/** For what no route takes: counted like every request, as far as there is one. */
export async function refuseUnrouted(error: AppError, request?: Request): Promise<Response> {
  const handler = refusal(() => error)
  return request ? handler(request, { params: Promise.resolve({}) }) : problemResponse(error)
}

type Caller = { viewer: Viewer; refusal?: unknown }

/** A refused caller is counted too, as nobody: guessing tokens is bounded like everything else. */
async function resolveCaller(ctx: Context, request: Request): Promise<Caller> {
  try {
    return { viewer: await resolveViewer(ctx, request) }
  } catch (refusal) {
    return { viewer: NOBODY, refusal }
  }
}

/**
 * The exports of a route file: what is not given answers 405, OPTIONS answers the CORS preflight, HEAD is GET unread.
 * `headers` are what browsers may send beside those of the API. `others` answers methods that nothing is said of, those
 * without an export (TRACE, PROPFIND) among them; route modules cannot export it, so OPTIONS carries it.
 */
export function methods(
  handlers: Partial<Record<Method, Handler>>,
  { headers = '', others }: { headers?: string; others?: Handler } = {},
): Record<Method, Handler> {
  const allow = toAllow(METHODS.filter((name) => handlers[name]))
  const refused = others ?? refusal(() => new AppError('method_not_allowed', { headers: { allow } }))
  const table = Object.fromEntries(METHODS.map((name) => [name, handlers[name] ?? refused])) as Record<Method, Handler>
  const preflight: Handler = (request) => answerPreflight(request, allow, headers)
  table.OPTIONS = Object.assign(preflight, { others: refused })
  if (handlers.GET) table.HEAD = headOf(handlers.GET)
  return table
}

/** The value of `Allow`: where GET is, HEAD is too, and OPTIONS is everywhere. */
export function toAllow(names: Method[]): string {
  return METHODS.filter((name) => name === 'OPTIONS' || names.includes(name === 'HEAD' ? 'GET' : name)).join(', ')
}

const SENT_HEADERS = 'Authorization, Content-Type, Idempotency-Key, X-Session-Token, Last-Event-ID'
const PREFLIGHT = {
  ...CORS,
  'access-control-max-age': '86400',
  'cache-control': 'no-store',
}

/** Counted, and never refused: a browser could not read why. */
async function answerPreflight(request: Request, allow: string, more: string): Promise<Response> {
  const headers = new Headers({ ...PREFLIGHT, allow, 'access-control-allow-methods': allow })
  headers.set('access-control-allow-headers', more === '' ? SENT_HEADERS : `${SENT_HEADERS}, ${more}`)
  setRateLimitHeaders(headers, await countRequest(getContext(), NOBODY, request).catch(() => null))
  return new Response(null, { status: 204, headers })
}

function headOf(get: Handler): Handler {
  return async (request, context) => {
    const response = await get(new Request(request.url, { headers: request.headers, signal: request.signal }), context)
    await response.body?.cancel()
    return new Response(null, response)
  }
}

/** What is not valid UTF-8 or carries control characters names nothing. Without parameters Next gives no object. */
function decodeParams(params: PathParams | undefined): Record<string, string> {
  try {
    const decoded = Object.entries(params ?? {}).map(
      ([name, value]) => [name, decodeURIComponent(String(value))] as const,
    )
    if (decoded.some(([, value]) => /\p{Cc}/u.test(value))) throw new AppError('not_found')
    return Object.fromEntries(decoded)
  } catch {
    throw new AppError('not_found')
  }
}
