/** Calls to the API by `fetch`: refusals become MayflyError, and what is safe to repeat is repeated. */
import { MayflyError } from './errors'
import { sleep } from './sleep'

export type Fetch = typeof globalThis.fetch

/** `signal` ends all calls. */
export type Server = { baseUrl: string; fetch: Fetch; maxRetries: number; signal?: AbortSignal }

export type Query = Record<string, string | number | boolean | Date | undefined>

export type Request = {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Below /api/v1. */
  path: string
  query?: Query
  json?: unknown
  headers?: Record<string, string>
  token?: string
  signal?: AbortSignal
  /** How long one attempt may take to be answered in full. */
  timeoutMs?: number
  /** Repeats until then (as `performance.now()` counts), however often; otherwise up to `maxRetries` times. */
  retryUntil?: number
}

const TIMEOUT_MS = 30_000
const FIRST_DELAY_MS = 250
const MAX_DELAY_MS = 5_000
/** No answer, too many requests, or a server (or a proxy before it) that is away for a moment. */
const PASSING = new Set([0, 429, 502, 503, 504])

/** The answer as JSON; undefined for one without a body. */
export async function requestJson<T>(server: Server, given: Request): Promise<T> {
  const request = withSignal(server, given)
  return repeat(server, request, async () => {
    const response = await ask(server, request, AbortSignal.timeout(request.timeoutMs ?? TIMEOUT_MS))
    if (response.status === 204) return undefined as T
    const text = await response.text().catch((cause) => throwUnreachable(request, cause))
    return parse(response.status, text) as T
  })
}

export async function requestBytes(server: Server, given: Request): Promise<Uint8Array> {
  const request = withSignal(server, given)
  return repeat(server, request, async () => {
    const response = await ask(server, request, AbortSignal.timeout(request.timeoutMs ?? TIMEOUT_MS))
    return new Uint8Array(await response.arrayBuffer().catch((cause) => throwUnreachable(request, cause)))
  })
}

/** An answer that goes on: only its beginning is repeated. `ended` closes it from our side. */
export function requestStream(server: Server, given: Request, ended: AbortSignal): Promise<Response> {
  const request = withSignal(server, given)
  return repeat(server, request, () => ask(server, request, ended))
}

/** Aborts when either does. */
export function joinSignals(one: AbortSignal | undefined, other: AbortSignal | undefined): AbortSignal | undefined {
  return one && other ? AbortSignal.any([one, other]) : (one ?? other)
}

const withSignal = ({ signal }: Server, request: Request) => ({
  ...request,
  signal: joinSignals(signal, request.signal),
})

async function ask(server: Server, request: Request, ended: AbortSignal): Promise<Response> {
  const { method = 'GET', path, query = {}, json, headers, token, signal } = request
  const url = new URL(`${server.baseUrl}/api/v1${path}`)
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, value instanceof Date ? value.toISOString() : String(value))
  }
  const response = await server
    .fetch(url, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: json === undefined ? undefined : JSON.stringify(json),
      signal: signal ? AbortSignal.any([signal, ended]) : ended,
      // who we are is the token, never a cookie
      credentials: 'omit',
      cache: 'no-store',
    })
    .catch((cause) => throwUnreachable(request, cause))
  if (response.ok) return response
  const text = await response.text().catch((cause) => throwUnreachable(request, cause))
  throw new MayflyError(response.status, toProblem(text), { retryAfterMs: toRetryAfterMs(response.headers) })
}

async function repeat<T>(server: Server, { retryUntil, signal }: Request, attempt: () => Promise<T>): Promise<T> {
  for (let count = 0; ; count++) {
    try {
      return await attempt()
    } catch (error) {
      signal?.throwIfAborted()
      if (!(error instanceof MayflyError) || !PASSING.has(error.status)) throw error
      const delayMs = error.retryAfterMs ?? Math.min(FIRST_DELAY_MS * 2 ** count, MAX_DELAY_MS) * (0.5 + Math.random())
      const isOver = retryUntil === undefined ? count >= server.maxRetries : performance.now() + delayMs >= retryUntil
      if (isOver) throw error
      await sleep(delayMs, signal)
    }
  }
}

/** What the caller aborted is thrown as the caller's reason. */
function throwUnreachable({ signal, path }: Request, cause: unknown): never {
  signal?.throwIfAborted()
  throw new MayflyError(0, { code: 'unreachable', detail: `The server did not answer ${path}: ${cause}` }, { cause })
}

function parse(status: number, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new MayflyError(status, { detail: 'The answer is not JSON: is this the address of a Mayfly?' }, { cause })
  }
}

function toProblem(text: string): object {
  try {
    return JSON.parse(text) ?? {}
  } catch {
    return {}
  }
}

/** RFC 9110, 10.2.3: seconds, or a date. */
function toRetryAfterMs(headers: Headers): number | null {
  const value = headers.get('retry-after')
  if (value === null) return null
  const ms = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now()
  return Number.isNaN(ms) ? null : Math.max(0, ms)
}
