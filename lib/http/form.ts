/** Forms for next-auth, which reads a body of any type and size. */
import { AppError } from '@/lib/errors'
import { readBytes } from './body'

export type BoundedInit = { method: string; headers: Headers; body?: Uint8Array<ArrayBuffer> }

const FORM = 'application/x-www-form-urlencoded'

/** The same request with its body read, at most 64 KiB of it. Throws `body_too_large`, `unsupported_media_type`. */
export async function readForm(request: Request): Promise<BoundedInit> {
  const { method, headers } = request
  const bytes = await readBytes(request)
  if (bytes.length === 0) return { method, headers }
  const [type] = (headers.get('content-type') ?? '').split(';')
  if (type?.trim().toLowerCase() === FORM) return { method, headers, body: new Uint8Array(bytes) }
  throw new AppError('unsupported_media_type', { detail: `The body must be ${FORM}.` })
}
