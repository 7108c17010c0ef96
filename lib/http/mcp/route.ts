/** `POST /mcp`: the Model Context Protocol over Streamable HTTP, without sessions: every request stands alone. */
import { createMcpHandler } from '@modelcontextprotocol/server'
import { findSession } from '@/lib/accounts/sessions'
import { NOBODY, type Viewer } from '@/lib/accounts/viewer'
import { type Context, getContext } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { assertAllowed, type Verdict } from '@/lib/rate-limits'
import { getMetrics } from '../metrics'
import { CORS } from '../problem'
import { countRequest, setRateLimitHeaders } from '../rate-limit'
import { refuse } from '../refuse'
import type { Handler } from '../route'
import { findBearer } from '../viewer'
import { findInboxToken, type Posted, readMessage } from './message'
import { createMcpServer } from './server'
import type { Caller } from './tool'

/** What browsers ask leave for beside what the API's callers send. */
export const MCP_HEADERS = 'Mcp-Protocol-Version, Mcp-Session-Id, Mcp-Method, Mcp-Name'

/** Counted and refused as every call of the API is; cookies say nothing here. */
export const answerMcp: Handler = async (request) => {
  const ctx = getContext()
  let verdict: Verdict | null = null
  let response: Response
  try {
    const { bearer, posted, viewer, refusal } = await readCall(ctx, request)
    verdict = await countRequest(ctx, viewer, request)
    assertAllowed(verdict)
    if (!posted) throw refusal
    response = 'error' in posted ? posted.error : await serve({ ctx, request, bearer }, posted.message)
  } catch (error) {
    response = refuse(ctx, error)
  }
  for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value)
  setRateLimitHeaders(response.headers, verdict)
  getMetrics().requests.inc({ method: request.method, status: response.status })
  return response
}

const HEADERS = { ...CORS, 'cache-control': 'no-store, no-transform', 'x-content-type-options': 'nosniff' }

type PostedCall = { bearer: Viewer | null; viewer: Viewer; posted: Posted | null; refusal?: unknown }

/** `viewer` is who the request counts for, also when it is refused. */
async function readCall(ctx: Context, request: Request): Promise<PostedCall> {
  let viewer: Viewer = NOBODY
  try {
    assertOrigin(ctx, request.headers.get('origin'))
    const bearer = await findBearer(ctx, request.headers)
    viewer = bearer ?? NOBODY
    const posted = await readMessage(request)
    const token = bearer || 'error' in posted ? null : findInboxToken(posted.message)
    if (token !== null) viewer = findSession(ctx.config, token) ?? NOBODY
    return { bearer, viewer, posted }
  } catch (refusal) {
    return { bearer: null, viewer, posted: null, refusal }
  }
}

/** A page of somebody else's must not reach a Mayfly on its reader's own machine (DNS rebinding). */
function assertOrigin({ config }: Context, origin: string | null): void {
  if (origin === null || origin === config.PUBLIC_URL || isLoopback(origin)) return
  throw new AppError('cross_origin', { detail: 'Pages of other sites may not speak MCP to this one.' })
}

/** Tools on the reader's own machine. */
function isLoopback(origin: string): boolean {
  return URL.canParse(origin) && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(origin).hostname)
}

const callers = new WeakMap<Request, Caller>()

const handler = createMcpHandler(({ requestInfo }) => {
  const caller = requestInfo && callers.get(requestInfo)
  if (!caller) throw new Error('the request has no caller')
  return createMcpServer(caller)
})

function serve(caller: Caller, message: unknown): Promise<Response> {
  callers.set(caller.request, caller)
  return handler.fetch(caller.request, { parsedBody: message })
}
