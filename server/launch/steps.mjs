/** Runs the programs that preparation needs, one at a time; a signal ends the running one and us. */
import { spawn } from 'node:child_process'

/** A step that failed: one line to show. */
export class StepError extends Error {}

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
  if (code === 0) return
  process.stderr.write(`${said.trimEnd()}\n`)
  throw new StepError(`${what} failed (${program.split('/').pop()} ${args.slice(0, 2).join(' ')})`)
}

/** While preparing, SIGINT and SIGTERM stop the running step and exit 0. Returns how to give the signals back. */
export function stopOnSignals() {
  const stop = () => {
    if (running?.pid) {
      try {
        process.kill(-running.pid, 'SIGKILL')
      } catch {
        // It ended by itself meanwhile.
      }
    }
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return () => {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
}
