/** The worker, bundled as in production, for tests that run from source. */
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

/** What no limit inside the parser would ever end. */
export const ENDLESS = 'X-Endless: yes'

/** The real worker, which also never comes back from a message that carries ENDLESS. */
const STUCK_WORKER = `
import { parentPort } from 'node:worker_threads'
import './server/parse/worker'
parentPort?.on('message', ({ bytes, jobs }) => {
  for (const { from, to } of jobs) while (Buffer.from(bytes.buffer, from, to - from).includes('${ENDLESS}'));
})`

/** Writes the bundle into .build of the repository, where packages resolve; `name` keeps parallel test files apart. */
export async function bundleWorker(name: string): Promise<URL> {
  const root = fileURLToPath(new URL('../../', import.meta.url))
  const outfile = path.join(root, '.build', 'test', `parse-worker-${name}.js`)
  await build({
    absWorkingDir: root,
    stdin: { contents: STUCK_WORKER, resolveDir: root, loader: 'ts' },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    alias: { '@': root.replace(/\/$/, '') },
    logLevel: 'error',
  })
  return pathToFileURL(outfile)
}
