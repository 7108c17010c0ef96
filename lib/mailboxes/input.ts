/** What callers send about mailboxes, in a query string or a JSON body. */
import { z } from 'zod'
import type { Viewer } from '@/lib/accounts/viewer'
import { AppError } from '@/lib/errors'

const wholeMinutes = 'must be a whole number of at least 1'

/** Any whole number is welcome: the plan's maximum caps it. */
const TtlMinutes = z
  .number({ error: wholeMinutes })
  .refine((value) => Number.isInteger(value) && value >= 1, wholeMinutes)

const QueryTtlMinutes = z
  .string()
  .regex(/^\d{1,300}$/, wholeMinutes)
  .transform(Number)
  .pipe(TtlMinutes)

export const CreateMailboxQuery = z.object({
  ttl_minutes: QueryTtlMinutes.optional(),
  local_part: z.string().optional(),
  domain: z.string().optional(),
})

export const CreateMailboxInput = z.object({
  ttl_minutes: TtlMinutes.optional(),
  local_part: z.string({ error: 'must be a string' }).optional(),
  domain: z.string({ error: 'must be a string' }).optional(),
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
