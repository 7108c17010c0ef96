/** Runs the programs that preparation needs, one at a time; a signal ends the running one and us. */
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { BUILD_DIR } from './entries.mjs'
import { identify, isAlive } from './process-identity.mjs'

/** A step that failed: one line to show. */
export class StepError extends Error {}

/** Which step runs now, for whoever comes after a kill -9 of ours. */
const RUNNING_FILE = path.join(BUILD_DIR, 'step.json')

/** @type {import('node:child_process').ChildProcess | undefined} */
let running

/**
 * Runs `program` quietly; when it fails, shows what it said and throws StepError with `what`.
 * @param {string} what
 * @param {string} program
 * @param {string[]} args
 * @param {Record<string, string | undefined>} [env] added to ours
 */
export async function runStep(what, program, args, env = {}) {
  // A group of its own, so that ending it also ends what it started.
  const child = spawn(program, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  running = child
  if (child.pid) {
    mkdirSync(path.dirname(RUNNING_FILE), { recursive: true })
    writeFileSync(RUNNING_FILE, JSON.stringify(identify(child.pid)))
  }
  let said = ''
  const listen = (chunk) => {
    said = (said + chunk).slice(-64_000)
  }
  child.stdout.on('data', listen)
  child.stderr.on('data', listen)
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      said += error.message
      resolve(1)
    })
    child.once('close', resolve)
  })
  running = undefined
  rmSync(RUNNING_FILE, { force: true })
  if (code === 0) return
  process.stderr.write(`${said.trimEnd()}\n`)
  throw new StepError(`${what} failed (${program.split('/').pop()} ${args.slice(0, 2).join(' ')})`)
}

/** While preparing, SIGINT and SIGTERM stop the running step and exit 0. Returns how to give the signals back. */
export function stopOnSignals() {
  const stop = () => {
    if (running?.pid) killGroup(running.pid)
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return () => {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
}

/** Ends a step that goes on after its starter was killed: two must not write the same files. The caller has the lock. */
export function endOrphanStep() {
  try {
    const orphan = JSON.parse(readFileSync(RUNNING_FILE, 'utf8'))
    if (isAlive(orphan)) killGroup(orphan.pid)
  } catch {
    // There is none.
  }
}

/** @param {number} pid */
function killGroup(pid) {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It ended by itself meanwhile.
  }
}
