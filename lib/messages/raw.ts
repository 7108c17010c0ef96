/** The bytes of a message as received, read slice by slice: a large one holds up nobody, and is nowhere in memory whole. */
import type { Viewer } from '@/lib/accounts/viewer'
import type { Context } from '@/lib/context'
import { createGate } from '@/lib/events/gate'
import type { StoredAttachment } from './attachments/place'
import { findOwned } from './find-owned'
import { formatReceived, type ReceivedFields } from './received'
import { belongs } from './slots'

export type OpenMessage = {
  id: string
  /** Of the bytes as received. */
  size: number
  /** The field that goes in front of them (RFC 5321, 4.4). */
  received: string
  receivedAt: Date
  /** Empty until the message is parsed. */
  attachments: StoredAttachment[]
  /** Every slice asks anew whether it may be read, and throws what getMailbox throws, or `message_not_found`. */
  read(from?: number, length?: number): AsyncGenerator<Buffer>
}

/** The driver turns bytes to hex and back in one go: what is asked for at once holds up everybody's requests. */
const READ_BYTES = 524_288
/** For the same reason only so many slices are on their way at once, whoever asked for them. */
const inLine = createGate(2)

type Row = ReceivedFields & { size: number; attachments: StoredAttachment[] | null }

const SLICE = `(SELECT substr(raw, $5, $6) FROM message_sources r WHERE ${belongs('r', 'm')}) AS slice`

/** Throws what getMailbox throws, or `message_not_found`. */
export async function openMessage(ctx: Context, viewer: Viewer, address: string, id: string): Promise<OpenMessage> {
  const row = await findOwned<Row>(
    ctx,
    viewer,
    { address, id },
    'm.id, m.size, c.attachments, m.client_name, m.client_ip, m.protocol, m.tls, m.rcpt_to, m.received_at',
    { name: 'open_message' },
  )
  return {
    id,
    size: row.size,
    received: formatReceived(row, ctx.config.MAIL_DOMAINS[0]),
    receivedAt: row.received_at,
    attachments: row.attachments ?? [],
    async *read(from = 0, length = row.size) {
      for (let at = from; at < from + length; at += READ_BYTES) {
        const wanted = Math.min(READ_BYTES, from + length - at)
        const values = [at + 1, wanted]
        const { slice } = await inLine(() =>
          findOwned<{ slice: Buffer }>(ctx, viewer, { address, id }, SLICE, { name: 'read_slice', values }),
        )
        yield slice
      }
    },
  }
}

/** As a file: the received field, then the bytes. */
export async function* toFile(message: OpenMessage): AsyncGenerator<Buffer> {
  yield Buffer.from(message.received)
  yield* message.read()
}

/** Everything at once, for those who cannot do with less. */
export async function collect(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const slices: Uint8Array[] = []
  for await (const slice of bytes) slices.push(slice)
  return Buffer.concat(slices)
}
