/** Reads postmaster.pid, and ends or clears away what an earlier life left behind. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import path from 'node:path'
import { LaunchError } from '../launch-error'
import { waitUntil } from '../wait'

type Postmaster = { pid: number; isReady: boolean }

const FAST_STOP_MS = 10_000
const ABORT_MS = 5_000

/** What postmaster.pid says: line 1 is the pid, line 8 the state. Null when there is none. */
export function readPostmaster(dir: string): Postmaster | null {
  try {
    const lines = readFileSync(path.join(dir, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number(lines[0])
    return pid > 0 ? { pid, isReady: lines[7]?.trim() === 'ready' } : null
  } catch {
    return null
  }
}

/** The server that works in this folder right now, whoever started it. */
export function findRunning(dir: string): Postmaster | null {
  const postmaster = readPostmaster(dir)
  return postmaster && worksIn(postmaster.pid, dir) ? postmaster : null
}

/**
 * Ends a server whose launcher is gone. A pid file that names a stranger, or nobody, is left by a crash; PostgreSQL
 * recognises that by itself unless the number meanwhile belongs to somebody else, and then it goes.
 */
export async function endOrphan(dir: string): Promise<void> {
  const postmaster = readPostmaster(dir)
  if (!postmaster) return
  const { pid } = postmaster
  const hasEnded = () => !worksIn(pid, dir)
  if (!hasEnded()) {
    process.kill(pid, 'SIGINT')
    if (await waitUntil(hasEnded, FAST_STOP_MS)) return
    process.kill(pid, 'SIGQUIT')
    if (await waitUntil(hasEnded, ABORT_MS)) return
    throw new LaunchError(`An earlier PostgreSQL (process ${pid}) on ${dir} does not end`)
  }
  // Orphaned backends notice their postmaster's death; the file guards against them, so wait before it goes.
  const isDeserted = await waitUntil(() => !processesIn(dir), ABORT_MS)
  if (isDeserted && isPid(pid)) rmSync(path.join(dir, 'postmaster.pid'), { force: true })
}

/** PostgreSQL's processes stand in their data folder; elsewhere than on Linux the command line names it. */
function worksIn(pid: number, dir: string): boolean {
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dir)
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(dir)
  } catch {
    return false
  }
}

function processesIn(dir: string): boolean {
  if (process.platform !== 'linux') return false
  return readdirSync('/proc').some((name) => /^\d+$/.test(name) && worksIn(Number(name), dir))
}

function isPid(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
