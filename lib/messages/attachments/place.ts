/** Where the bytes of an attachment stand in its message; kept beside what the API tells of it, and not told. */
import type { Encoding } from '../mime/content-type'
import type { Part, Structure } from '../mime/structure'
import type { AttachmentBody } from '../schema'

export type AttachmentPlace = {
  /** Of the raw message, in bytes, before decoding. */
  from: number
  length: number
  encoding: Encoding
  /** What reading it as text needs of its Content-Type. */
  params: Record<string, string>
  /** Lines end in bare CR all through the message. */
  has_bare_cr: boolean
}

/** Contents written by older versions have no place. */
export type StoredAttachment = AttachmentBody & { place?: AttachmentPlace }

const TEXT_PARAMS = ['charset', 'format', 'delsp']
const MAX_PARAM_LENGTH = 100

export function toPlace({ body, encoding, params }: Part, { raw, hasBareCr }: Structure): AttachmentPlace {
  return {
    // the parts of a message are views of its bytes
    from: body.byteOffset - raw.byteOffset,
    length: body.length,
    encoding,
    params: Object.fromEntries(
      TEXT_PARAMS.flatMap((name) => (params[name] ? [[name, params[name].slice(0, MAX_PARAM_LENGTH)]] : [])),
    ),
    has_bare_cr: hasBareCr,
  }
}

export function toAttachmentBody({ place: _, ...body }: StoredAttachment): AttachmentBody {
  return body
}
