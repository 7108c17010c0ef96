/** Route modules straight on node:http, in front of Next: the same functions, without the framework's cost. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { writeDirectly } from '@/lib/direct-response'
import { AppError } from '@/lib/errors'
import type { Log } from '@/lib/log'
import { isWellFormed, toSegments } from './request-path'
import { createMatcher, type MountedRoute } from './routes'

/**
 * Writes a refusal in HTTP's dialect. Handed in, because this side of the house does not know that one. Without
 * `request` (there was none that could be read) the caller is not counted.
 */
export type Refuse = (error: AppError, request?: Request) => Response | Promise<Response>

type Options = { routes: MountedRoute[]; refuse: Refuse; log: Log }

/** Answers the request and returns true, or returns false for paths that are not the API's. Expects origin form. */
export function createMount({ routes, refuse, log }: Options): (req: IncomingMessage, res: ServerResponse) => boolean {
  const find = createMatcher(routes)

  const answer = async (request: Request, originForm: string): Promise<Response> => {
    const segments = toSegments(originForm)
    if (!isWellFormed(segments))
      return refuse(new AppError('bad_request', { detail: 'The path is malformed.' }), request)
    const match = find(segments)
    if (!match) return refuse(new AppError('not_found'), request)
    const handle = match.methods[request.method] ?? match.methods.OPTIONS?.others
    if (handle) return handle(request, { params: Promise.resolve(match.params) })
    const allow = Object.keys(match.methods).join(', ')
    return refuse(new AppError('method_not_allowed', { headers: { allow } }), request)
  }

  const listener = getRequestListener(
    async (request, { incoming, outgoing }) => {
      const response = await answer(request, incoming.url ?? '/')
      return writeDirectly(response, outgoing as ServerResponse) ? RESPONSE_ALREADY_SENT : response
    },
    {
      // Next shares this process and must find the platform's own Request and Response.
      overrideGlobalObjects: false,
      errorHandler: (error) => {
        if ((error as Error).name === 'RequestError') return refuse(new AppError('bad_request'))
        log.error({ err: error }, 'request_failed')
        return refuse(new AppError('internal'))
      },
    },
  )

  return (req, res) => {
    const segments = toSegments(req.url ?? '/')
    if (!isApi(segments) && !find(segments)) return false
    void listener(req, res)
    return true
  }
}

function isApi([first, second]: string[]): boolean {
  return first === 'api' && second === 'v1'
}
