/**
 * `npm run bench [name …]`: runs the named benchmarks, or all of them, one after the other. Each is a program of its own
 * that prints its figures and writes bench/results/<name>.json.
 */
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import { bundleOptions } from './bundle.mjs'
import { BUILD_DIR } from './entries.mjs'

const ROOT = process.cwd()
const OUT = path.join(ROOT, BUILD_DIR, 'bench')

const known = readdirSync(path.join(ROOT, 'bench'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length))
const wanted = process.argv.slice(3)
const unknown = wanted.filter((name) => !known.includes(name))
if (unknown.length > 0) {
  console.error(`No benchmark ${unknown.join(', ')}. There are: ${known.join(', ')}`)
  process.exit(2)
}

for (const name of wanted.length > 0 ? wanted : known) {
  console.log(`\n=== ${name} ===\n`)
  const { entryPoints: _, outdir: __, ...options } = bundleOptions(ROOT, [])
  const file = path.join(OUT, `${name}.js`)
  await build({ ...options, entryPoints: [path.join(ROOT, 'bench', `${name}.ts`)], outfile: file })
  if ((await run(file)) !== 0) process.exitCode = 1
}

/** Its exit code. A signal is passed on, so that it stops what it started. @param {string} file */
async function run(file) {
  const child = spawn(process.execPath, ['--enable-source-maps', file], {
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: 'inherit',
  })
  const pass = (signal) => child.kill(signal)
  process.on('SIGINT', pass).on('SIGTERM', pass)
  const code = await new Promise((resolve) => child.once('close', resolve))
  process.off('SIGINT', pass).off('SIGTERM', pass)
  return code
}
