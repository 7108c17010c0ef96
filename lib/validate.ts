/** Zod at the door: faults become one refusal with a stable code and every field that is wrong. */
import { z } from 'zod'
import { AppError, type ErrorCode } from './errors'

export type FieldCodes = Partial<Record<string, ErrorCode>>

/** Throws `invalid_request`, or the code that `codes` gives the first faulty field. */
export function parseFields<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  codes: FieldCodes = {},
): z.output<Schema> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const errors = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
  const code = errors.map(({ path }) => codes[path]).find((known) => known !== undefined)
  throw new AppError(code ?? 'invalid_request', { detail: errors[0]?.message, errors })
}

/** PostgreSQL cannot store or compare U+0000. */
export const Text = (maxLength: number) =>
  z
    .string()
    .max(maxLength, `may have ${maxLength} characters`)
    .refine((text) => !text.includes('\0'), 'may not contain U+0000')

/** A whole number in a query string. The document calls it what it means; on the wire everything is text. */
export const QueryInt = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be between ${min} and ${max}`)
    .meta({ type: 'integer', minimum: min, maximum: max })

export const QueryBoolean = z
  .enum(['true', 'false', '1', '0'], 'must be true or false')
  .transform((value) => value === 'true' || value === '1')
  .meta({ type: 'boolean' })

export const PageQuery = z.object({
  limit: QueryInt(1, 100).default(50).describe('how many a page has at most'),
  cursor: z.string().optional().describe('`next_cursor` of the page before'),
})

/** A page of a list: `next_cursor` is null on the last one. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next_cursor: z.string().nullable() })
