/** Worker thread: parses what it is sent, one message after the other. It knows nothing but bytes. */
import { parentPort } from 'node:worker_threads'
import { encodeContents } from '@/lib/messages/contents/encode'
import { parseMessage } from '@/lib/messages/parse'
import type { Batch, Outcome, Result } from './protocol'

parentPort?.on('message', async ({ bytes, jobs, isRevoked }: Batch) => {
  for (const { id, from, to } of jobs) {
    if (Atomics.load(isRevoked, 0) !== 0) return
    const outcome = await parse(id, Buffer.from(bytes.buffer, from, to - from))
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
