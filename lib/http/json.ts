/** Answers. Nothing of the API is ever cached. */
import { TextResponse } from '@/lib/direct-response'
import { CORS } from './problem'

type MoreHeaders = Headers | Record<string, string>
type Init = { status?: number; headers?: MoreHeaders }

/** Browsers take the type as given and never run it. */
const ALWAYS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...CORS }
const JSON_HEADERS = { 'content-type': 'application/json', ...ALWAYS }

export function json(body: unknown, { status = 200, headers = {} }: Init = {}): Response {
  return new TextResponse(JSON.stringify(body), { status, headers: withMore(JSON_HEADERS, headers) })
}

export function noContent(): Response {
  return answer(null, { status: 204 })
}

/** Bytes or text of another type. */
export function answer(body: BodyInit | null, { status = 200, headers = {} }: Init = {}): Response {
  const init = { status, headers: withMore(ALWAYS, headers) }
  return typeof body === 'string' ? new TextResponse(body, init) : new Response(body, init)
}

/** Names in lower case. */
function withMore(always: Record<string, string>, more: MoreHeaders): Headers {
  if (!(more instanceof Headers)) return new Headers({ ...always, ...more })
  const all = new Headers(always)
  for (const [name, value] of more) {
    if (name === 'set-cookie') all.append(name, value)
    else all.set(name, value)
  }
  return all
}
