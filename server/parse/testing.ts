/** The worker, bundled as in production, for tests that run from source. */
import { pathToFileURL } from 'node:url'
import { bundleSource } from '../testing/bundle'

/** What no limit inside the parser would ever end. */
export const ENDLESS = 'X-Endless: yes'

/** The real worker, which also never comes back from a message that carries ENDLESS. */
const STUCK_WORKER = `
import { parentPort } from 'node:worker_threads'
import './server/parse/worker'
parentPort?.on('message', ({ bytes, ends }) => {
  for (const [index, end] of ends.entries()) {
    const from = ends[index - 1] ?? 0
    while (Buffer.from(bytes.buffer, from, end - from).includes('${ENDLESS}'));
  }
})`

/** Bundled as in production; `name` keeps parallel test files apart. */
export async function bundleWorker(name: string): Promise<URL> {
  return pathToFileURL(await bundleSource(`parse-worker-${name}`, STUCK_WORKER))
}
