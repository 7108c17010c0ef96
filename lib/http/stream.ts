/** Bytes that are sent while they are read: the reader sets the pace, and who leaves ends the reading. */
import { AppError } from '@/lib/errors'
import { answer } from './json'

/**
 * `length` is told before the first byte. What may not be read to its end, because the mailbox came to its own, ends
 * short of it, and so does the connection: the reader knows.
 */
export function answerStream(
  bytes: AsyncIterable<Uint8Array>,
  length: number,
  headers: Record<string, string>,
): Response {
  const pieces = exactly(bytes, length)
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const piece = await pieces.next().catch((error: unknown) => {
          if (error instanceof AppError) return { done: true as const, value: undefined }
          throw error
        })
        if (piece.done) controller.close()
        else controller.enqueue(piece.value)
      },
      async cancel() {
        await pieces.return(undefined)
      },
    },
    // nothing is read before somebody wants it
    { highWaterMark: 0 },
  )
  return answer(body, { headers: { ...headers, 'content-length': String(length), connection: 'close' } })
}

/** Bytes beyond the length told would be taken for the next answer on the connection. */
async function* exactly(bytes: AsyncIterable<Uint8Array>, length: number): AsyncGenerator<Uint8Array> {
  let left = length
  for await (const piece of bytes) {
    if (piece.length > left) throw new Error('more bytes than told')
    left -= piece.length
    yield piece
  }
  if (left > 0) throw new Error('fewer bytes than told')
}
