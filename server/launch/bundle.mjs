/** Bundles our own sources; packages stay where npm put them. */
import path from 'node:path'
import { clientOptions, writePackage } from './client.mjs'
import { BUILD_DIR, ENTRIES } from './entries.mjs'
import { writeRoutes } from './routes.mjs'

/**
 * Options for esbuild; also used by the watcher of `npm run dev`.
 * @param {string} root
 * @param {(keyof typeof ENTRIES)[]} names
 * @returns {import('esbuild').BuildOptions}
 */
export function bundleOptions(root, names) {
  const entryPoints = Object.fromEntries(names.map((name) => [name, path.join(root, ENTRIES[name])]))
  return {
    absWorkingDir: root,
    entryPoints,
    outdir: path.join(root, BUILD_DIR),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'error',
    define: { 'process.env.NEXT_RUNTIME': '"nodejs"' },
  }
}

/** @param {string} root */
export async function bundleAll(root) {
  const { build } = await import('esbuild')
  writeRoutes(root, path.join(root, ENTRIES.web))
  await build(bundleOptions(root, /** @type {(keyof typeof ENTRIES)[]} */ (Object.keys(ENTRIES))))
  writePackage(root)
  await build(clientOptions(root))
}
