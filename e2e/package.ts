/** The package `mayfly` as its users get it: packed, and installed into a folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { BASE_URL } from './client'

export const ROOT = path.resolve(import.meta.dirname, '..')

export type Ran = { code: number | null; stdout: string; stderr: string }

export type Running = { child: ChildProcess; stdout(): string; ended: Promise<Ran> }

type Env = Record<string, string>

/** Starts a program that knows the Mayfly under test, and nothing of the user's machine or of npm's own. */
export function startIn(folder: string, program: string, args: string[], env: Env = {}): Running {
  const child = spawn(program, args, {
    cwd: folder,
    env: {
      ...process.env,
      MAYFLY_URL: BASE_URL,
      MAYFLY_STATE: path.join(folder, 'state.json'),
      npm_config_offline: 'true',
      npm_config_cache: path.join(folder, '.npm'),
      npm_config_update_notifier: 'false',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (chunk) => {
      said[name] += chunk
      child.emit('said')
    })
  }
  const ended = once(child, 'close').then(([code]) => ({ code, ...said }))
  return { child, stdout: () => said.stdout, ended }
}

/** Resolves however it ends. */
export function runIn(folder: string, program: string, args: string[], env: Env = {}): Promise<Ran> {
  return startIn(folder, program, args, env).ended
}

/** Resolves with its output once that contains `text`; throws when it ends before. */
export async function onceSaid({ child, stdout, ended }: Running, text: string): Promise<string> {
  while (!stdout().includes(text)) {
    const end = await Promise.race([once(child, 'said'), ended])
    if ('code' in end) throw new Error(`ended with ${end.code}: ${end.stdout}${end.stderr}`)
  }
  return stdout()
}

/** A folder where `mayfly` is installed, and where `others` are the repository's. */
export async function installPackage(others: string[] = []): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'mayfly-package-'))
  const { stdout } = await succeed(folder, 'npm', ['pack', path.join(ROOT, '.build/client')])
  const tarball = `./${stdout.trim().split('\n').at(-1)}`
  await succeed(folder, 'npm', ['install', '--no-audit', '--no-fund', '--omit=peer', tarball])
  for (const name of others) {
    const link = path.join(folder, 'node_modules', name)
    mkdirSync(path.dirname(link), { recursive: true })
    symlinkSync(path.join(ROOT, 'node_modules', name), link)
  }
  return folder
}

export const removePackage = (folder: string) => rmSync(folder, { recursive: true, force: true })

export async function succeed(folder: string, program: string, args: string[], env: Env = {}): Promise<Ran> {
  const ran = await runIn(folder, program, args, env)
  if (ran.code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${ran.code}: ${ran.stdout}${ran.stderr}`)
  return ran
}
