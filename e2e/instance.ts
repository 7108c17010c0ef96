/** A whole Mayfly of its own for tests: a real `npm start` on free ports and a data folder that outlives it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from './ports'

export type Place = { dataDir: string; web: number; smtp: number; companion: number }

export type Ended = { code: number | null; signal: NodeJS.Signals | null; output: string }

export type Instance = Place & {
  url: string
  /** The launcher itself. */
  pid: number
  ended: Promise<Ended>
  /** All of standard output and standard error so far. */
  output(): string
  /** Pids of the parts; 0 for a database that is just being started again. */
  parts(): { web: number; companion: number; postgres: number }
}

/** Free ports and an empty data folder in one that only we may enter. */
export async function createPlace(): Promise<Place> {
  const parent = mkdtempSync(path.join(tmpdir(), 'mayfly-e2e-'))
  const [web, smtp, companion] = [await freePort(), await freePort(), await freePort()]
  return { dataDir: path.join(parent, 'data'), web, smtp, companion }
}

export function removePlace({ dataDir }: Place): void {
  rmSync(path.dirname(dataDir), { recursive: true, force: true })
}

/** Runs `npm start` there without waiting, or another command of ours. */
export function launch(place: Place, env: Record<string, string> = {}, command: string[] = ['start']): Instance {
  const { dataDir, web, smtp, companion } = place
  const child = spawn(process.execPath, ['server/launch/bootstrap.mjs', ...command], {
    env: {
      ...process.env,
      PORT: String(web),
      SMTP_PORT: String(smtp),
      COMPANION_PORT: String(companion),
      DATA_DIR: dataDir,
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'warn',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk
      child.emit('said')
    })
  }
  const parts = () => {
    const { web, companion } = JSON.parse(readFileSync(path.join(dataDir, 'processes.json'), 'utf8'))
    const postmaster = path.join(dataDir, 'postgres/postmaster.pid')
    const [postgres] = existsSync(postmaster) ? readFileSync(postmaster, 'utf8').split('\n') : []
    return { web: web.pid, companion: companion.pid, postgres: Number(postgres ?? 0) }
  }
  // Children share our pipes and may outlive the launcher: its exit is what counts, not the end of the output.
  const ended = once(child, 'exit').then(([code, signal]) => ({ code, signal, output }))
  children.set(ended, child)
  void ended.then(() => children.delete(ended))
  return { ...place, url: `http://localhost:${web}`, pid: child.pid ?? 0, ended, output: () => output, parts }
}

/** Those that run. */
const children = new Map<Promise<Ended>, ChildProcess>()

/** Resolves when it says that it is ready; throws with its output when it ended before. */
export async function untilReady(instance: Instance): Promise<Instance> {
  const child = children.get(instance.ended)
  while (!/^Mayfly is ready/m.test(instance.output())) {
    const end = child ? await Promise.race([once(child, 'said'), instance.ended]) : await instance.ended
    if ('code' in end) throw new Error(`npm start ended with ${end.code} before it was ready:\n${end.output}`)
  }
  return instance
}

export async function start(place: Place, env: Record<string, string> = {}): Promise<Instance> {
  return untilReady(launch(place, env))
}

/** Asks it to end and resolves with how it did. */
export async function stop(instance: Instance, signal: NodeJS.Signals = 'SIGTERM'): Promise<Ended> {
  children.get(instance.ended)?.kill(signal)
  return instance.ended
}

/** Ends all that this process launched and that still run, whatever became of the test. */
export async function stopAll(): Promise<void> {
  for (const [ended, child] of children) {
    child.kill('SIGTERM')
    await ended
  }
}
