/** `npm run bench [NAME …]`: bundles the benchmarks of that name, or all, and runs them one after the other. */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import { bundleOptions } from './bundle.mjs'
import { BUILD_DIR } from './entries.mjs'

const root = process.cwd()
/** Files that export are parts of benchmarks; the others are benchmarks. */
const PARTS = ['result']
const known = readdirSync('bench')
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => path.basename(file, '.ts'))
  .filter((name) => !PARTS.includes(name))
const names = process.argv.length > 3 ? process.argv.slice(3) : known
const unknown = names.filter((name) => !known.includes(name))
if (unknown.length > 0) {
  console.error(`No benchmark ${unknown.join(', ')}. There is: ${known.join(', ')}`)
  process.exit(2)
}

const outdir = path.join(root, BUILD_DIR, 'bench')
const entryPoints = Object.fromEntries(names.map((name) => [name, path.join(root, 'bench', `${name}.ts`)]))
await build({ ...bundleOptions(root, []), entryPoints, outdir })
for (const name of names) {
  console.log(`\n=== ${name} ===\n`)
  const { status } = spawnSync(process.execPath, [path.join(outdir, `${name}.js`)], { stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}
