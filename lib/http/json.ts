/** Answers. Nothing of the API is ever cached. */
import { CORS } from './problem'

export function json(body: unknown, { status = 200, headers = {} as HeadersInit } = {}): Response {
  const all = new Headers(headers)
  if (!all.has('content-type')) all.set('content-type', 'application/json')
  return answer(JSON.stringify(body), { status, headers: all })
}

export function noContent(): Response {
  return answer(null, { status: 204 })
}

/** Bytes or text of another type; browsers take the type as given and never run it. */
export function answer(body: BodyInit | null, { status = 200, headers = {} as HeadersInit } = {}): Response {
  // Through Headers, because spreading an instance of it gives nothing.
  const all = new Headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...CORS })
  for (const [name, value] of new Headers(headers)) {
    if (name === 'set-cookie') all.append(name, value)
    else all.set(name, value)
  }
  return new Response(body, { status, headers: all })
}
