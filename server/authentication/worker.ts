/** Worker thread: asks DNS who vouches for a message. Several messages at once, as most of the time is waiting. */
import { Resolver } from 'node:dns/promises'
import { parentPort } from 'node:worker_threads'
import { authenticate } from '@/lib/messages/authentication/authenticate'
import type { Resolve } from '@/lib/messages/authentication/bounded-resolver'
import type { Answer, Question } from './protocol'

const resolver = new Resolver({ timeout: 2_000, tries: 2 })
const resolve: Resolve = async (name, type) => (await resolver.resolve(name, type)) as string[][] | string[]

parentPort?.on('message', async ({ id, bytes, ...envelope }: Question) => {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  parentPort?.postMessage({ id, found: await authenticate({ ...envelope, raw }, resolve) } satisfies Answer)
})
