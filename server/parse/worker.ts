/** Worker thread: parses what it is sent, one message after the other. It knows nothing but bytes. */
import { parentPort, workerData } from 'node:worker_threads'
import { encodeContents } from '@/lib/messages/contents/encode'
import { parseMessage } from '@/lib/messages/parse'
import type { Batch, Outcome, Result, Revoked } from './protocol'

const revoked: Revoked = workerData

parentPort?.on('message', async ({ bytes, ends, firstId, number }: Batch) => {
  for (const [index, end] of ends.entries()) {
    if (Atomics.load(revoked, 0) >= number) return
    const from = ends[index - 1] ?? 0
    const outcome = await parse(firstId + index, Buffer.from(bytes.buffer, from, end - from))
    parentPort?.postMessage(outcome, 'contents' in outcome ? [outcome.contents.buffer] : [])
  }
})

parentPort?.postMessage('ready' satisfies Result)

async function parse(id: number, raw: Buffer): Promise<Outcome> {
  try {
    return { id, contents: encodeContents(await parseMessage(raw)) }
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) }
  }
}
