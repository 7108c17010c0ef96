/** The worker, bundled as in production, for tests that run from source. */
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

/** Writes the bundle into .build of the repository, where packages resolve; `name` keeps parallel test files apart. */
export async function bundleWorker(name: string): Promise<URL> {
  const root = fileURLToPath(new URL('../../', import.meta.url))
  const outfile = path.join(root, '.build', 'test', `parse-worker-${name}.js`)
  await build({
    absWorkingDir: root,
    entryPoints: ['server/parse/worker.ts'],
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
