/** What a client posts: one JSON-RPC message, looked at before the protocol's own library does. */
import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { readJson } from '../body'

/** JSON-RPC 2.0, section 5.1. */
const PARSE_ERROR = -32_700
const INVALID_REQUEST = -32_600
const METHOD_NOT_FOUND = -32_601

/** Deeper than any tool's arguments; far less than what a recursive reader can take. */
const MAX_DEPTH = 32

export type Posted = { message: unknown } | { error: Response }

/** The message, or the answer to what is none. Throws what `readJson` throws but `malformed_json`. */
export async function readMessage(request: Request): Promise<Posted> {
  let message: unknown
  try {
    message = await readJson(request)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'malformed_json') throw error
    return { error: rpcError(PARSE_ERROR, 'The body is not valid JSON.') }
  }
  // one call for one count of the rate limit; the protocol has no batches since 2025-06-18
  if (Array.isArray(message)) return { error: rpcError(INVALID_REQUEST, 'Batches are not taken: send one message.') }
  if (isDeeper(message, MAX_DEPTH)) return { error: rpcError(INVALID_REQUEST, 'The message is nested too deeply.') }
  // nothing here ever changes that a client could listen for
  const { method, id } = Listening.safeParse(message).data ?? {}
  if (method) return { error: rpcError(METHOD_NOT_FOUND, 'There is nothing to listen for.', id) }
  return { message }
}

const Listening = z.object({
  method: z.literal('subscriptions/listen'),
  id: z.union([z.string(), z.number()]).nullable().default(null),
})

const NamesToken = z.object({ params: z.object({ arguments: z.object({ inbox_token: z.string() }) }) })

/** The inbox_token among the arguments of a tool's call; null without one. */
export function findInboxToken(message: unknown): string | null {
  return NamesToken.safeParse(message).data?.params.arguments.inbox_token ?? null
}

function rpcError(code: number, message: string, id: string | number | null = null): Response {
  return Response.json({ jsonrpc: '2.0', id, error: { code, message } }, { status: 400 })
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1))
}
