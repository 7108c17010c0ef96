/** DATA_DIR: locked while we run, with the generated secret and the list of our processes. */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { LaunchError } from './launch-error'
import { type Lock, tryLock } from './lock.mjs'
import { identify, isAlive, type ProcessIdentity } from './process-identity.mjs'
import { waitUntil } from './wait'

const GRACE_MS = 3_000

/** Makes the folder if needed and claims it; throws LaunchError when it cannot be written or somebody has it. */
export function claimDataDir(dataDir: string): Lock {
  try {
    const { lock, owner } = tryLock(dataDir, 'lock')
    if (lock) return lock
    throw new LaunchError(`DATA_DIR: ${dataDir} is in use by another Mayfly, process ${owner.pid}`)
  } catch (error) {
    if (error instanceof LaunchError) throw error
    throw new LaunchError(`DATA_DIR: ${dataDir} cannot be used: ${(error as Error).message}`)
  }
}

/** The secret of this installation, made at the first call, and again when nothing of it is left in its file. */
export function ensureSecret(dataDir: string): string {
  const file = path.join(dataDir, 'secret')
  const known = existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
  if (known !== '') return known
  const made = randomBytes(32).toString('hex')
  writeWhole(file, made)
  return made
}

/** Writes down which processes are ours, so that a next life can find them after a kill -9 of this one. */
export function createProcessList(dataDir: string) {
  const list: Record<string, ProcessIdentity> = {}
  return {
    record(name: string, pid: number): void {
      list[name] = identify(pid)
      writeWhole(listFile(dataDir), JSON.stringify(list))
    },
  }
}

/** Ends processes of an earlier life whose launcher was killed. They are known by pid and start time, never by name. */
export async function endOrphans(dataDir: string): Promise<void> {
  const orphans = readList(dataDir).filter(isAlive)
  const areGone = () => !orphans.some(isAlive)
  signalAll(orphans, 'SIGTERM')
  if (await waitUntil(areGone, GRACE_MS)) return
  signalAll(orphans, 'SIGKILL')
  if (!(await waitUntil(areGone, GRACE_MS)))
    throw new LaunchError(`Processes of an earlier start do not end: ${orphans.map(({ pid }) => pid).join(', ')}`)
}

function signalAll(orphans: ProcessIdentity[], signal: NodeJS.Signals): void {
  for (const orphan of orphans.filter(isAlive)) process.kill(orphan.pid, signal)
}

function readList(dataDir: string): ProcessIdentity[] {
  try {
    return Object.values(JSON.parse(readFileSync(listFile(dataDir), 'utf8')))
  } catch {
    return []
  }
}

function listFile(dataDir: string): string {
  return path.join(dataDir, 'processes.json')
}

function writeWhole(file: string, content: string): void {
  writeFileSync(`${file}.new`, content, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
