/** Answers. Nothing of the API is ever cached. */
import { CORS } from './problem'

export function json(body: unknown, { status = 200, headers = {} as HeadersInit } = {}): Response {
  return answer(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })
}

export function noContent(): Response {
  return answer(null, { status: 204 })
}

/** Bytes or text of another type; browsers take the type as given and never run it. */
export function answer(body: BodyInit | null, { status = 200, headers = {} as HeadersInit } = {}): Response {
  return new Response(body, {
    status,
    headers: { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...CORS, ...headers },
  })
}
