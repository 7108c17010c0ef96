/** Attachments are not stored apart: their bytes are read again from the message, from the place parsing found them at. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { createGate } from '@/lib/events/gate'
import { type AttachmentPlace, type StoredAttachment, toPlace } from './attachments/place'
import { toAttachment } from './mime/attachment'
import { selectBodies } from './mime/bodies'
import { readStructure, type Structure } from './mime/structure'
import { createDecoder, toSlices } from './mime/transfer'
import { collect, type OpenMessage } from './raw'

export type PlacedAttachment = StoredAttachment & { place: AttachmentPlace }

/** In the order of their indexes, each with its place. Reads the whole message where an older version wrote no places. */
export async function listAttachments(message: OpenMessage): Promise<PlacedAttachment[]> {
  const placed = message.attachments.filter((found): found is PlacedAttachment => found.place !== undefined)
  return placed.length === message.attachments.length
    ? placed
    : placeAttachments(readStructure(await collect(message.read())))
}

/** What parsing stores of the attachments of a message. */
export function placeAttachments(structure: Structure, { attachments } = selectBodies(structure)): PlacedAttachment[] {
  return attachments.map((part, index) => {
    const { content: _, ...body } = toAttachment(part, index)
    return { ...body, place: toPlace(part, structure) }
  })
}

/** One slice is decoded in a turn of the event loop, however many attachments are being read. */
const inLine = createGate(1)

/** The bytes of an attachment as its sender had them; others are served between any two pieces. */
export async function* readContent(message: OpenMessage, { place }: PlacedAttachment): AsyncGenerator<Buffer> {
  const decoder = createDecoder(place.encoding)
  for await (const bytes of readEncoded(message, place)) {
    for (const slice of toSlices(bytes)) {
      const decoded = await inLine(() => nextTurn(slice).then(decoder.push))
      if (decoded.length > 0) yield decoded
    }
  }
  const rest = decoder.end()
  if (rest.length > 0) yield rest
}

/** The first `length` bytes at most of what stands at a place, still encoded. */
export async function* readEncoded(
  message: OpenMessage,
  place: AttachmentPlace,
  length = place.length,
): AsyncGenerator<Buffer> {
  for await (const bytes of message.read(place.from, Math.min(length, place.length))) {
    yield place.has_bare_cr ? Buffer.from(bytes.toString('latin1').replaceAll('\r', '\n'), 'latin1') : bytes
  }
}
