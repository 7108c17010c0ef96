/** Which refusals a call can meet, and how they are told. */
import { z } from 'zod'
import { ERRORS, type ErrorCode } from '@/lib/errors'
import type { Endpoint } from '../endpoint'

export const ProblemBody = z.looseObject({
  type: z.string().describe('`urn:mayfly:problem:` and the code'),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]).describe('stable: decide by this one'),
  errors: z
    .array(z.object({ path: z.string(), message: z.string() }))
    .optional()
    .describe('every field at fault'),
  ended_at: z.iso.datetime({ precision: 3 }).optional().describe('with `mailbox_expired` and `mailbox_deleted`'),
  refused_since: z
    .int()
    .optional()
    .describe('with `mailbox_expired` and `mailbox_deleted`: mails that came for it since its end, dropped or refused'),
  limit: z.int().optional().describe('with codes that end in `_limit_reached`'),
  plan: z.string().optional().describe('with codes that end in `_limit_reached`'),
})
ProblemBody.register(z.globalRegistry, { id: 'Problem' })

const EVERYWHERE = [
  'bad_request',
  'invalid_token',
  'request_timeout',
  'rate_limited',
  'headers_too_large',
  'internal',
  'unavailable',
] as const satisfies ErrorCode[]

/** In order of status. */
export function listRefusals(endpoint: Endpoint): ErrorCode[] {
  const { method, path, query, body, signedIn, caller, codes, refusals } = endpoint
  const all = new Set<ErrorCode>([...EVERYWHERE, ...refusals])
  const add = (...more: (ErrorCode | undefined)[]) => {
    for (const code of more) if (code) all.add(code)
  }
  if (method !== 'GET' && !caller) add('cross_origin', 'read_only_key')
  if (caller === 'anybody') all.delete('invalid_token')
  if (caller === 'operator' || signedIn) add('unauthorized')
  if (signedIn === true) add('forbidden')
  if (path.includes('{')) add('not_found')
  if (path.includes('{address}')) add('mailbox_not_found', 'mailbox_expired', 'mailbox_deleted')
  if (query || body) add('invalid_request', ...Object.values(codes ?? {}))
  if (body) add('malformed_json', 'unsupported_media_type', 'body_too_large')
  return [...all].sort((a, b) => ERRORS[a][0] - ERRORS[b][0])
}

export function toProblemExample(code: ErrorCode): z.infer<typeof ProblemBody> {
  const [status, title] = ERRORS[code]
  const ended = code === 'mailbox_expired' || code === 'mailbox_deleted'
  return {
    type: `urn:mayfly:problem:${code}`,
    title,
    status,
    detail: `${title}.`,
    code,
    ...(ended ? { ended_at: '2026-11-02T10:00:00.000Z', refused_since: 0 } : {}),
    ...(code.endsWith('_limit_reached') ? { limit: 5, plan: 'free' } : {}),
    ...(code === 'invalid_request' ? { errors: [{ path: 'limit', message: 'must be between 1 and 100' }] } : {}),
  }
}
