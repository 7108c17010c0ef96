/**
 * Names a process for good: a pid alone may belong to somebody else after a while, a pid with its start time not.
 * Plain JavaScript without dependencies, because the bootstrap uses it before anything is installed.
 */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** @typedef {{ pid: number, started: string }} ProcessIdentity */

/**
 * When the process began, in the system's own terms; null when there is none.
 * @param {number} pid
 * @returns {string | null}
 */
export function startOf(pid) {
  try {
    if (process.platform !== 'linux') {
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null
    }
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in brackets may hold spaces and brackets: count from behind the last one. State first, start is 20th.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'X' || isRemnant(pid, fields[0]) ? null : `${bootId()}:${fields[19]}`
  } catch {
    return null
  }
}

/**
 * The identity to write down for a process that is alive now.
 * @param {number} pid
 * @returns {ProcessIdentity}
 */
export function identify(pid) {
  return { pid, started: startOf(pid) ?? 'gone' }
}

/**
 * Whether exactly that process still runs.
 * @param {ProcessIdentity} identity
 * @returns {boolean}
 */
export function isAlive({ pid, started }) {
  return Number.isInteger(pid) && pid > 0 && startOf(pid) === started
}

/** Ended, and only not asked for yet by its parent. Until its last thread has gone it still holds its ports. */
function isRemnant(pid, state) {
  return state === 'Z' && readdirSync(`/proc/${pid}/task`).length <= 1
}

function bootId() {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim().slice(0, 8)
  } catch {
    return ''
  }
}
