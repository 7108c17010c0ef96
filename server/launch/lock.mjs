/**
 * A lock that dies with its owner, on nothing but files: generations `name.1`, `name.2` … of which the highest counts.
 * Taking means creating the next generation, which only one process can; a generation whose owner is dead is free.
 */
import { linkSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { makeFolder } from './make-folder.mjs'
import { identify, isAlive } from './process-identity.mjs'

/** @typedef {{ release(): void }} Lock */
/** @typedef {import('./process-identity.mjs').ProcessIdentity} ProcessIdentity */

/**
 * Takes the lock, or returns who holds it.
 * @param {string} dir
 * @param {string} name
 * @returns {{ lock: Lock, owner?: undefined } | { lock?: undefined, owner: ProcessIdentity }}
 */
export function tryLock(dir, name) {
  makeFolder(dir)
  for (;;) {
    const top = highest(dir, name)
    const owner = top > 0 ? readOwner(fileOf(dir, name, top)) : null
    if (owner) return { owner }
    const mine = claim(dir, name, top + 1)
    if (mine) return { lock: mine }
  }
}

/**
 * Waits for the lock; `onWait` is told once who holds it.
 * @param {string} dir
 * @param {string} name
 * @param {(owner: ProcessIdentity) => void} [onWait]
 * @returns {Promise<Lock>}
 */
export async function waitForLock(dir, name, onWait) {
  for (let waited = false; ; waited = true) {
    const { lock, owner } = tryLock(dir, name)
    if (lock) return lock
    if (!waited && owner) onWait?.(owner)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/** @returns {Lock | null} */
function claim(dir, name, generation) {
  const file = fileOf(dir, name, generation)
  const draft = path.join(dir, `${name}-${process.pid}-${Date.now()}.tmp`)
  writeFileSync(draft, JSON.stringify(identify(process.pid)))
  try {
    linkSync(draft, file)
  } catch (error) {
    if (error.code === 'EEXIST') return null
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
  // A higher one may have come and cleared ours away before we made it: then that one counts.
  if (highest(dir, name) > generation) {
    rmSync(file, { force: true })
    return null
  }
  for (const older of generations(dir, name)) if (older < generation) rmSync(fileOf(dir, name, older), { force: true })
  return { release: () => writeFileSync(file, '') }
}

/** The living owner of a generation, or null when it is free. */
function readOwner(file) {
  try {
    const owner = JSON.parse(readFileSync(file, 'utf8'))
    return isAlive(owner) ? owner : null
  } catch {
    return null
  }
}

function highest(dir, name) {
  return Math.max(0, ...generations(dir, name))
}

function generations(dir, name) {
  const prefix = `${name}.`
  return readdirSync(dir)
    .filter((file) => file.startsWith(prefix) && /^\d+$/.test(file.slice(prefix.length)))
    .map((file) => Number(file.slice(prefix.length)))
}

function fileOf(dir, name, generation) {
  return path.join(dir, `${name}.${generation}`)
}
