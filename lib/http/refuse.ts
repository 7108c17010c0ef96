/** What was thrown, as an answer. Unknown errors are logged under the id that the caller is told. */
import { randomUUID } from 'node:crypto'
import type { Context } from '@/lib/context'
import type { AppError } from '@/lib/errors'
import { problemResponse, toAppError } from './problem'

export function refuse(ctx: Context, thrown: unknown): Response {
  const requestId = randomUUID()
  const error = toLoggedError(ctx, thrown, requestId)
  return problemResponse(error, error.code === 'internal' ? { 'x-request-id': requestId } : {})
}

export function toLoggedError(ctx: Context, thrown: unknown, requestId: string = randomUUID()): AppError {
  const error = toAppError(thrown)
  if (error.code === 'internal') ctx.log.error({ err: error.cause, requestId }, 'request_failed')
  return error
}
