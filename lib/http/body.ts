/** Request bodies: JSON only, bounded, valid UTF-8. */
import { AppError } from '@/lib/errors'

const MAX_BODY_BYTES = 65_536

/** The parsed body; no body at all counts as an empty object. Throws `body_too_large`, `bad_request`, `unsupported_media_type`, `malformed_json`. */
export async function readJson(request: Request): Promise<unknown> {
  const bytes = await readBytes(request)
  if (bytes.length === 0) return {}
  const [type] = (request.headers.get('content-type') ?? '').split(';')
  if (!/^application\/([\w.-]+\+)?json$/i.test(type?.trim() ?? '')) throw new AppError('unsupported_media_type')
  return toJson(bytes)
}

/** Throws `malformed_json`, also for what is not valid UTF-8. */
export function toJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
  } catch (cause) {
    throw new AppError('malformed_json', { cause })
  }
}

/** Stops reading at the limit, whatever Content-Length claims. Throws `body_too_large`. */
export async function readBytes(request: Request, maxBytes = MAX_BODY_BYTES): Promise<Buffer> {
  const tooLarge = () => new AppError('body_too_large', { detail: `A body may have ${maxBytes} bytes.` })
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge()
  if (!request.body) return Buffer.alloc(0)
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of request.body) {
      size += chunk.length
      if (size > maxBytes) throw tooLarge()
      chunks.push(chunk)
    }
  } catch (cause) {
    // a client that goes away in the middle is no fault of ours
    if (cause instanceof AppError) throw cause
    throw new AppError('bad_request', { detail: 'The body ended before it was complete.', cause })
  }
  return Buffer.concat(chunks)
}
