/**
 * What the API has at one method of one URL: what it takes, gives and refuses. The same definition validates requests
 * (`route`) and is told to the world (`openapi`), so that the two cannot differ.
 */
import type { z } from 'zod'
import type { ErrorCode } from '@/lib/errors'
import type { FieldCodes } from '@/lib/validate'

/** How a request is checked before the operation sees it. */
export type RequestRules<Query extends z.ZodType = z.ZodType, Body extends z.ZodType = z.ZodType> = {
  query?: Query
  body?: Body
  /** Refuses callers who are not signed in before their body is looked at; `or_key` welcomes their API keys. */
  signedIn?: boolean | 'or_key'
  /**
   * For machines, who are no viewers: those that bear the operator's secret, or `anybody`, where the operation itself finds
   * out. Their requests are not counted, refused ones are.
   */
  caller?: 'operator' | 'anybody'
  /** Codes for fields whose faults have one of their own, for example `ttl_minutes: 'invalid_ttl'`. */
  codes?: FieldCodes
}

/** One kind of answer: JSON of a schema, or text or bytes of another media type, or nothing. */
export type Answer = {
  description: string
  schema?: z.ZodType
  mediaType?: string
  example?: unknown
  /** What its header fields say; those of every answer (rate limits) go without saying. */
  headers?: Record<string, string>
  /** For `text/event-stream`: the data of each event. */
  events?: Record<string, { description: string; data: z.ZodType }>
}

export const TAGS = {
  Mailboxes: 'Addresses with an end. A mailbox and all under it is gone from the very millisecond of `expires_at`.',
  Messages: 'What arrived. `seq` is 1, 2, 3 … per mailbox, in commit order: list order, cursor and event id in one.',
  Accounts: 'Accounts and API keys, for people who are signed in.',
  Webhooks:
    'URLs of yours that are told what happens, signed by the Standard Webhooks scheme, in order and at least once.',
  Inbound: 'Mail by HTTP, for operators without port 25. Here only where the operator opened it.',
  Service: 'What this Mayfly offers and allows.',
} as const

export type Endpoint<Query extends z.ZodType = z.ZodType, Body extends z.ZodType = z.ZodType> = RequestRules<
  Query,
  Body
> & {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below /api/v1, with parameters in braces. */
  path: `/${string}`
  tag: keyof typeof TAGS
  summary: string
  /** CommonMark. */
  description: string
  /** A body that is not JSON of a schema: the operation reads it. */
  rawBody?: { mediaType: string; description: string; example: string }
  /** Header fields that callers may send beside those that say who they are. */
  headers?: Record<string, string>
  answers: Record<number, Answer>
  /** Beyond what its kind of call may always be refused with (`listRefusals`) and the `codes` of its fields. */
  refusals: ErrorCode[]
  /** A call as its reader would make it. */
  example?: { query?: Record<string, string>; body?: unknown }
}

/** Keeps the types of the schemas, so that `route` knows what it parses. */
export function endpoint<Query extends z.ZodType = z.ZodNever, Body extends z.ZodType = z.ZodNever>(
  definition: Endpoint<Query, Body>,
): Endpoint<Query, Body> {
  return definition
}
