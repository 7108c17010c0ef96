/** Takes one message off the wire: whole, or not at all. */
import type { SMTPServerDataStream } from 'smtp-server'
import type { ByteBudget } from './byte-budget'
import { MessageBuffer } from './message-buffer'

export type Received =
  /** `release` gives the bytes back to the budget: when the message has been stored. */
  | { result: 'whole'; raw: Buffer; release(): void }
  /** Nothing of it was kept; the rest was read and thrown away, so that the sender hears the reply. */
  | { result: 'too_large'; size: number }
  /** The connection ended first. */
  | { result: 'lost'; size: number }

/** Never rejects. Buffers at most `maxBytes` and no byte of a message that is larger. */
export function receive(stream: SMTPServerDataStream, budget: ByteBudget, maxBytes: number): Promise<Received> {
  const buffer = new MessageBuffer()
  const hold = budget.hold(stream)
  let size = 0
  return new Promise((resolve) => {
    const discard = () => {
      buffer.clear()
      hold.release()
    }
    stream.on('data', (piece: Buffer) => {
      size += piece.length
      if (size > maxBytes) return discard()
      buffer.append(piece)
      hold.add(piece.length)
    })
    stream.on('end', () => {
      if (size > maxBytes) return resolve({ result: 'too_large', size })
      resolve({ result: 'whole', raw: buffer.take(), release: hold.release })
    })
    const lose = () => {
      if (stream.readableEnded) return
      discard()
      resolve({ result: 'lost', size })
    }
    stream.on('error', lose)
    stream.on('close', lose)
  })
}
