/** Tells whether sources changed since something was made of them: by content, because times lie after a checkout. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const SKIPPED = /(^|\/)(node_modules|\.next|\.build|fixtures|testing)(\/|$)|\.test\.tsx?$|\.md$/

/**
 * One hash over all files below `sources` (folders or files, relative to `root`), test files left out.
 * @param {string} root
 * @param {readonly string[]} sources
 */
export function fingerprint(root, sources) {
  const hash = createHash('sha256').update(process.version)
  for (const file of sources.flatMap((source) => filesBelow(root, source)).sort()) {
    const content = readFileSync(path.join(root, file))
    hash.update(`${file}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/**
 * Runs `make` unless `product` exists and its stamp already names `print`. The stamp goes first and comes back last:
 * half a job never counts.
 * @param {{ stampFile: string, product: string, print: string }} job
 * @param {() => Promise<void>} make
 */
export async function unlessMade({ stampFile, product, print }, make) {
  if (existsSync(product) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === print) return
  rmSync(stampFile, { force: true })
  await make()
  mkdirSync(path.dirname(stampFile), { recursive: true })
  writeFileSync(stampFile, print)
}

/** @returns {string[]} */
function filesBelow(root, source) {
  const full = path.join(root, source)
  if (!existsSync(full) || SKIPPED.test(source)) return []
  if (statSync(full).isFile()) return [source]
  return readdirSync(full).flatMap((name) => filesBelow(root, `${source}/${name}`))
}
