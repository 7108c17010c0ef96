/** The door in front of next-auth: counts and bounds what comes in, and says in the words of HTTP what went wrong. */
import { NOBODY } from '@/lib/accounts/viewer'
import { clientIpOf } from '@/lib/client-ip'
import { type Context, getContext } from '@/lib/context'
import type { AppError } from '@/lib/errors'
import { assertAllowed, type Verdict } from '@/lib/rate-limits'
import { type BoundedInit, readForm } from './form'
import { countRequest, setRateLimitHeaders } from './rate-limit'
import { refuse, toLoggedError } from './refuse'

type Visit<Params> = {
  ctx: Context
  url: string
  /** The request with a body that was read and is bounded. */
  init: BoundedInit
  clientIp: string
  /** Notes what was thrown and answers with its code. */
  onFault(error: unknown): string
  context: Params
}

type AuthHandler<Params> = (request: Request, context: Params) => Promise<Response>

/** Callers are counted by address, because who they are is only being found out. */
export function authRoute<Params>(answer: (visit: Visit<Params>) => Promise<Response>): AuthHandler<Params> {
  return async (request, context) => {
    const ctx = getContext()
    let verdict: Verdict | null = null
    let fault: AppError | null = null
    const onFault = (error: unknown) => {
      fault = toLoggedError(ctx, error)
      return fault.code
    }
    let response: Response
    try {
      verdict = await countRequest(ctx, NOBODY, request)
      assertAllowed(verdict)
      const { url } = request
      if (isDenied(new URL(url))) return redirectTo('/sign-in?error=AccessDenied')
      const init = await readForm(request)
      const clientIp = clientIpOf(request)
      response = withFault(await answer({ ctx, url, init, clientIp, onFault, context }), fault)
    } catch (error) {
      response = refuse(ctx, error)
    }
    setRateLimitHeaders(response.headers, verdict)
    return response
  }
}

/** A redirect stays one, since a page tells the fault; an answer to a script gets the fault's own status. */
function withFault(response: Response, fault: AppError | null): Response {
  const headers = new Headers(response.headers)
  headers.set('cache-control', 'no-store')
  for (const [name, value] of Object.entries(fault?.headers ?? {})) headers.set(name, value)
  const status = response.status < 400 ? response.status : (fault?.status ?? response.status)
  return new Response(response.body, { status, headers })
}

/** Somebody said no at the provider (RFC 6749, 4.1.2.1). */
function isDenied({ pathname, searchParams }: URL): boolean {
  return /\/callback\/[^/]+$/.test(pathname) && searchParams.get('error') === 'access_denied'
}

function redirectTo(location: string): Response {
  return new Response(null, { status: 302, headers: { location, 'cache-control': 'no-store' } })
}
