/** The database files under DATA_DIR: made once, whole or not at all. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { LaunchError } from '../launch-error'
import type { Binaries } from './binaries'
import { PROGRAM_ENV } from './program-env'
import type { SystemUser } from './system-user'

/** What is needed to connect; kept in DATA_DIR, readable by us alone. */
export type Access = { password: string; port: number }

type RunAs = { user: SystemUser | null; signal?: AbortSignal }

const SUPERUSER = 'mayfly'
const MAJOR_VERSION = '18'

export function clusterDir(dataDir: string): string {
  return path.join(dataDir, 'postgres')
}

/** Reads how to connect, or null when there is no database yet. */
export function findAccess(dataDir: string): Access | null {
  try {
    return JSON.parse(readFileSync(accessFile(dataDir), 'utf8'))
  } catch {
    return null
  }
}

export function saveAccess(dataDir: string, access: Access): void {
  const draft = `${accessFile(dataDir)}.new`
  writeFileSync(draft, JSON.stringify(access), { mode: 0o600 })
  renameSync(draft, accessFile(dataDir))
}

export function urlOf({ password, port }: Access, database = 'mayfly'): string {
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`
}

/** Makes the files when there are none. The password is written down before, so that none can be made without it. */
export async function ensureCluster(dataDir: string, { initdb }: Binaries, runAs: RunAs): Promise<Access> {
  const dir = clusterDir(dataDir)
  const known = findAccess(dataDir)
  if (existsSync(path.join(dir, 'PG_VERSION'))) {
    const version = readFileSync(path.join(dir, 'PG_VERSION'), 'utf8').trim()
    if (version !== MAJOR_VERSION)
      throw new LaunchError(`${dir} was made by PostgreSQL ${version}, this is ${MAJOR_VERSION}: dump and restore it`)
    if (!known) throw new LaunchError(`${accessFile(dataDir)} is missing or damaged: the database cannot be opened`)
    return known
  }
  const access = known ?? { password: randomBytes(24).toString('hex'), port: 0 }
  saveAccess(dataDir, access)
  await initialise(dir, initdb, access.password, runAs)
  return access
}

/** Builds beside and renames at the end: a kill in between leaves nothing that looks finished. */
async function initialise(dir: string, initdb: string, password: string, { user, signal }: RunAs): Promise<void> {
  const draft = `${dir}.new`
  const passwordFile = `${dir}.password`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (user) for (const path of [draft, passwordFile]) chownSync(path, user.uid, user.gid)
  const args = ['--pgdata', draft, '--username', SUPERUSER, '--auth', 'scram-sha-256', '--pwfile', passwordFile]
  // Sorting and case by Unicode code points everywhere, whatever locales the machine has.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const child = spawn(initdb, [...args, ...locale, '--no-instructions'], {
    ...user,
    signal,
    cwd: '/',
    env: PROGRAM_ENV,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let complaint = ''
  child.stderr.on('data', (chunk) => {
    complaint += chunk
  })
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      complaint += error.message
      resolve(1)
    })
    child.once('close', resolve)
  })
  rmSync(passwordFile)
  if (code !== 0) throw new LaunchError(`Creating the database failed: ${complaint.trim().split('\n').join(' ')}`)
  renameSync(draft, dir)
}

function accessFile(dataDir: string): string {
  return path.join(dataDir, 'database.json')
}
