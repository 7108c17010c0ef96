/** One tool: the schemas it validates by, and what every call of it has. */
import type { McpServer, ToolAnnotations } from '@modelcontextprotocol/server'
import type { z } from 'zod'
import { findSession } from '@/lib/accounts/sessions'
import { NOBODY, type Viewer } from '@/lib/accounts/viewer'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { toToolError } from './tool-error'

/** Who called: the same for all tools of one request. */
export type Caller = {
  ctx: Context
  request: Request
  /** Behind the token of the request's header; null without one. */
  bearer: Viewer | null
}

export type Call = Caller & {
  viewer: Viewer
  signal: AbortSignal
  /** Tells the client that it goes on, if it asked to be told. */
  progress(seconds: number, total: number): void
}

type Tool<Input, Output> = {
  name: string
  title: string
  description: string
  input: z.ZodType<Input>
  output: z.ZodType<Output>
  annotations: ToolAnnotations
  /** The text is what a model reads first; the body follows `output`. */
  run(call: Call, input: Input): Promise<{ text: string; body: Output }>
}

export type AddTool = (server: McpServer, caller: Caller) => void

/** What a refused call was refused for stands in the answer, never in the protocol's own errors. */
export function tool<Input extends { inbox_token?: string }, Output extends Record<string, unknown>>({
  name,
  input,
  output,
  run,
  ...about
}: Tool<Input, Output>): AddTool {
  return (server, caller) => {
    const config = { ...about, inputSchema: input, outputSchema: output }
    server.registerTool(name, config, async (given, { mcpReq }) => {
      const progressToken = mcpReq._meta?.progressToken
      const progress = (seconds: number, total: number) => {
        if (progressToken === undefined) return
        const params = { progressToken, progress: seconds, total }
        // a client that has gone needs none
        mcpReq.notify({ method: 'notifications/progress', params }).catch(() => {})
      }
      try {
        const viewer = toViewer(caller, given.inbox_token)
        const { text, body } = await run({ ...caller, viewer, signal: mcpReq.signal, progress }, given)
        return { content: [{ type: 'text', text }], structuredContent: body }
      } catch (error) {
        return toToolError(caller.ctx, error)
      }
    })
  }
}

/** The token that a call names wins over the one of the connection: it belongs to the inbox. Throws `invalid_token`. */
function toViewer({ ctx, bearer }: Caller, inboxToken: string | undefined): Viewer {
  if (inboxToken === undefined) return bearer ?? NOBODY
  const session = findSession(ctx.config, inboxToken)
  if (!session)
    throw new AppError('invalid_token', { detail: 'The inbox_token is not one that create_inbox returned.' })
  return session
}

/** Throws `read_only_key`. */
export function assertMayChange({ viewer }: Call): void {
  if (viewer.isReadOnly) throw new AppError('read_only_key')
}
