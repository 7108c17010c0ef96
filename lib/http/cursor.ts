/** Keyset cursors: opaque to callers, two sort keys inside. */
import { AppError } from '@/lib/errors'

export type Cursor = { at: Date; key: string }

export function encodeCursor({ at, key }: Cursor): string {
  return Buffer.from(`${at.getTime()} ${key}`).toString('base64url')
}

/** Throws `invalid_request` for anything that `encodeCursor` did not make; `pattern` says how a key looks. */
export function decodeCursor(cursor: string | undefined, pattern: RegExp): Cursor | undefined {
  if (cursor === undefined) return undefined
  const [, at, key] = /^(\d{1,15}) (\S+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (at === undefined || key === undefined || !pattern.test(key)) throw invalidCursor()
  return { at: new Date(Number(at)), key }
}

export function invalidCursor(): AppError {
  const message = 'is not a cursor of this list'
  return new AppError('invalid_request', { detail: message, errors: [{ path: 'cursor', message }] })
}

/** A page out of one row more than asked for. */
export function toPage<T>(rows: T[], limit: number, toCursor: (last: T) => string) {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next_cursor: rows.length > limit && last !== undefined ? toCursor(last) : null }
}
