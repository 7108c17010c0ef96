/** Worker thread: parses what it is sent, one message after the other. It knows nothing but bytes. */
import { parentPort } from 'node:worker_threads'
import { parseMessage } from '@/lib/messages/parse'
import type { Batch, Outcome, Result } from './protocol'

parentPort?.on('message', async ({ bytes, jobs, isRevoked }: Batch) => {
  for (const { id, from, to } of jobs) {
    if (Atomics.load(isRevoked, 0) !== 0) return
    parentPort?.postMessage(await parse(id, Buffer.from(bytes.buffer, from, to - from)))
  }
})

parentPort?.postMessage('ready' satisfies Result)

async function parse(id: number, raw: Buffer): Promise<Outcome> {
  try {
    return { id, parsed: await parseMessage(raw) }
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) }
  }
}
