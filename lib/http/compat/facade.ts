/** A façade: the paths of another server's API, answered by our operations, for clients that know only that API. */
import type { Viewer } from '@/lib/accounts/viewer'
import type { Config } from '@/lib/config'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { type Handler, handle, methods, toAllow } from '../route'

export type FacadeCall = {
  ctx: Context
  viewer: Viewer
  request: Request
  query: URLSearchParams
  /** What stands at the `:` of the pattern, decoded. */
  params: string[]
}

export type FacadeRoute = [
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  pattern: string,
  answer: (call: FacadeCall) => Promise<Response>,
]

type Facade = {
  name: Config['COMPAT_APIS'][number]
  routes: FacadeRoute[]
  /** The `Authorization` of its clients as ours; null for none. */
  toAuthorization(given: string): string | null
}

/** The exports of its route file. While the operator has not switched it on there is nothing here. */
export function facade({ name, routes, toAuthorization }: Facade): ReturnType<typeof methods> {
  const table = routes.map(([method, pattern, answer]) => ({ method, answer, pattern: toPattern(pattern) }))
  const answer = handle({}, async ({ ctx, viewer, request }) => {
    if (!ctx.config.COMPAT_APIS.includes(name)) throw new AppError('not_found')
    const { pathname, searchParams: query } = new URL(request.url)
    const path = decode(pathname.slice(`/compat/${name}`.length).replace(/(?<=.)\/$/, ''))
    const found = table.filter(({ pattern }) => pattern.test(path))
    const row = found.find(({ method }) => method === request.method)
    if (row) return row.answer({ ctx, viewer, request, query, params: row.pattern.exec(path)?.slice(1) ?? [] })
    if (found.length === 0) throw new AppError('not_found')
    throw new AppError('method_not_allowed', { headers: { allow: toAllow(found.map(({ method }) => method)) } })
  })
  const each: Handler = async (request) => {
    const response = await answer(translate(request, toAuthorization), { params: Promise.resolve({}) })
    return inTheirWords(response)
  }
  // no row has OPTIONS, and some other methods no Request can have
  const others: Handler = ({ url, headers }, context) => each(new Request(url, { method: 'OPTIONS', headers }), context)
  return methods({ GET: each, POST: each, PUT: each, PATCH: each, DELETE: each }, { others })
}

/** Cookies say nothing here: these are for programs. */
function translate(request: Request, toAuthorization: Facade['toAuthorization']): Request {
  const { method, url, signal, body } = request
  const headers = new Headers(request.headers)
  headers.delete('cookie')
  const given = headers.get('authorization')
  const authorization = given === null ? null : toAuthorization(given)
  if (authorization === null) headers.delete('authorization')
  else headers.set('authorization', authorization)
  const hasBody = method !== 'GET' && method !== 'HEAD' && body !== null
  return new Request(url, { method, headers, signal, ...(hasBody && { body, duplex: 'half' }) } as RequestInit)
}

/** Clients of other APIs look for `message` in plain JSON. */
async function inTheirWords(response: Response): Promise<Response> {
  if (response.headers.get('content-type') !== 'application/problem+json') return response
  const problem = (await response.json()) as { detail: string }
  const headers = new Headers(response.headers)
  headers.set('content-type', 'application/json')
  return new Response(JSON.stringify({ ...problem, message: problem.detail }), { status: response.status, headers })
}

function toPattern(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replace(/:\w+/g, '([^/]+)')}$`)
}

function decode(path: string): string {
  try {
    const decoded = decodeURIComponent(path)
    if (!/\p{Cc}/u.test(decoded)) return decoded
  } catch {
    // named below
  }
  throw new AppError('not_found')
}
