/** Makes a folder and those above it. Node's own `recursive` goes round in circles where no folder can be made (/proc). */
import { mkdirSync, statSync } from 'node:fs'
import path from 'node:path'

/**
 * Does nothing when it is there already; throws what mkdir throws, ENOTDIR for something else of that name.
 * @param {string} dir absolute
 */
export function makeFolder(dir) {
  const missing = []
  for (let folder = dir; ; folder = path.dirname(folder)) {
    const stats = statSync(folder, { throwIfNoEntry: false })
    if (stats?.isDirectory()) break
    if (stats) throw Object.assign(new Error(`ENOTDIR: not a directory, mkdir '${folder}'`), { code: 'ENOTDIR' })
    missing.unshift(folder)
  }
  for (const folder of missing) makeOne(folder)
}

/** Somebody else may be making the same one. @param {string} folder */
function makeOne(folder) {
  try {
    mkdirSync(folder)
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
}
