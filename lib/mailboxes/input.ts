/** What callers send about mailboxes, in a query string or a JSON body. */
import { z } from 'zod'
import type { Viewer } from '@/lib/accounts/viewer'
import { AppError } from '@/lib/errors'

const wholeMinutes = 'must be a whole number of at least 1'

/** Any whole number is welcome: the plan's maximum caps it. */
const TtlMinutes = z
  .number({ error: wholeMinutes })
  .refine((value) => Number.isInteger(value) && value >= 1, wholeMinutes)
  .meta({ type: 'integer', minimum: 1, description: 'how long it lives from now; the plan caps it' })

const QueryTtlMinutes = z
  .string()
  .regex(/^\d{1,300}$/, wholeMinutes)
  .transform(Number)
  .pipe(TtlMinutes)
  .meta({ type: 'integer', minimum: 1, description: 'how long it lives from now; the plan caps it' })

const LocalPart = z
  .string({ error: 'must be a string' })
  .describe('1 to 64 letters, digits, `.`, `_` or `-`, no dot at the ends or doubled; a random one when absent')

const Domain = z.string({ error: 'must be a string' }).describe('one of `GET /domains`; its default one when absent')

export const CreateMailboxQuery = z.object({
  ttl_minutes: QueryTtlMinutes.optional(),
  local_part: LocalPart.optional(),
  domain: Domain.optional(),
})

export const CreateMailboxInput = z.object({
  ttl_minutes: TtlMinutes.optional(),
  local_part: LocalPart.optional(),
  domain: Domain.optional(),
})

/**
 * The `Idempotency-Key` header. For a caller without an identity the key alone tells who asks again, so it must be hard to
 * guess: at least 16 characters. Throws `invalid_idempotency_key`.
 */
export function toIdempotencyKey(header: string | null, viewer: Viewer): string | undefined {
  if (header === null) return undefined
  const minLength = viewer.kind === 'none' ? 16 : 1
  if (header.length >= minLength && header.length <= 255) return header
  throw new AppError('invalid_idempotency_key', { detail: `Use ${minLength} to 255 characters.` })
}

export const ExtendMailboxInput = z.object({ ttl_minutes: TtlMinutes })
