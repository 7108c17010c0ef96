/** All attachments of a message as one archive, made while it is sent: one attachment at a time is in memory. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { makeZip } from 'client-zip'
import { toAttachment } from '../mime/attachment'
import { selectBodies } from '../mime/bodies'
import { readStructure } from '../mime/structure'
import { createArchiveNames } from './archive-names'

/** Null for a message without attachments. Stored, not compressed: what mail carries mostly is already. */
export function toAttachmentsZip(raw: Buffer, receivedAt: Date): ReadableStream<Uint8Array> | null {
  const parts = selectBodies(readStructure(raw)).attachments
  if (parts.length === 0) return null
  async function* files() {
    const toName = createArchiveNames()
    for (const [index, part] of parts.entries()) {
      // others are served between two files
      await nextTurn()
      const { filename, content } = toAttachment(part, index)
      yield { name: toName(filename, index), input: new Uint8Array(content), lastModified: receivedAt }
    }
  }
  return makeZip(files())
}
