/** Servers as processes of their own, so that what they cost can be told apart; Linux's /proc says what that is. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { World } from './world'

export type Program = { pid: number; child: ChildProcess }

type Options = { env?: Record<string, string>; cwd?: string; ports?: number[] }

/** Resolves when it listens on all of `ports`. Its output is shown only if it ends early. */
export async function startProgram(
  world: World,
  command: string,
  args: string[],
  options: Options = {},
): Promise<Program> {
  const { env = {}, cwd, ports = [] } = options
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => (said = (said + chunk).slice(-8_000)))
  const exited = once(child, 'exit')
  world.onEnd(() => {
    child.kill('SIGTERM')
    return Promise.race([exited, sleep(6_000).then(() => child.kill('SIGKILL'))])
  })
  const fell = exited.then(([code]) => {
    throw new Error(`${command} ${args[0] ?? ''} ended with ${code}:\n${said}`)
  })
  fell.catch(() => {})
  await Promise.race([Promise.all(ports.map(listening)), fell])
  return { pid: child.pid ?? 0, child }
}

async function listening(port: number): Promise<void> {
  for (;;) {
    const socket = net.connect(port, '127.0.0.1')
    const isOpen = await new Promise((resolve) =>
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false)),
    )
    socket.destroy()
    if (isOpen) return
    await sleep(50)
  }
}

/** A process and what it started: launchers leave the work to others. */
function family(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), Number(statOf(Number(name))[1])] as const)
  const found = [pid]
  for (const each of found) for (const [child, parent] of parents) if (parent === each) found.push(child)
  return found
}

/** What follows the name in /proc/PID/stat: state, parent, …; empty where it is gone. */
function statOf(pid: number): string[] {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return line.slice(line.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}

/** Processor seconds used so far by the process and its children, all threads, user and system. */
export function cpuSeconds(pid: number): number {
  const used = family(pid).map((each) => sum(statOf(each).slice(11, 15).map(Number)))
  return sum(used) / 100
}

/** MB of resident memory of the process and its children: now, or the highest since `resetPeak`. */
export function memory(pid: number, what: 'now' | 'peak'): number {
  const line = new RegExp(`${what === 'now' ? 'VmRSS' : 'VmHWM'}:\\s+(\\d+) kB`)
  return sum(
    family(pid).map((each) => Number(line.exec(readFileSync(`/proc/${each}/status`, 'utf8'))?.[1] ?? 0) / 1_024),
  )
}

export function resetPeak(pid: number): void {
  for (const each of family(pid)) writeFileSync(`/proc/${each}/clear_refs`, '5')
}

const sum = (values: number[]) => values.reduce((all, value) => all + value, 0)
