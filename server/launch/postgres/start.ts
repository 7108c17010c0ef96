/** Runs the embedded PostgreSQL: durable as shipped, on 127.0.0.1, on a port of its own that DATA_DIR remembers. */
import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, renameSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '@/lib/db'
import { LaunchError } from '../launch-error'
import { makeFolder } from '../make-folder.mjs'
import { findFreePort, isPortFree } from '../ports'
import type { Running } from '../running'
import { POSTGRES_STOPS } from '../stop-limits'
import { waitUntil } from '../wait'
import { watchExit } from '../watch-exit'
import { findBinaries } from './binaries'
import { sharedBuffers } from './buffers'
import { type Access, clusterDir, ensureCluster, saveAccess, urlOf } from './cluster'
import { openWay } from './open-way'
import { endOrphan, readPostmaster } from './postmaster'
import { PROGRAM_ENV } from './program-env'
import { type SystemUser, systemUser } from './system-user'

export type Postgres = Running & { url: string; pid: number }

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  // A socket's path may not be longer than 107 bytes, a folder's may.
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: sharedBuffers(),
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'fatal',
}
const RETRY_MS = 30_000
type Options = {
  /** Gives up starting. */
  signal?: AbortSignal
  /** For a restart: others know the port already, so wait for it rather than take another. */
  keepPort?: boolean
  /** Gets lines for the operator. */
  onNote?(line: string): void
}

/**
 * Makes the database files if needed and starts the server; ends one that an earlier life left behind. The caller holds
 * the lock on `dataDir`. Throws LaunchError when it cannot run here.
 */
export async function startPostgres(
  dataDir: string,
  { signal, keepPort = false, onNote }: Options = {},
): Promise<Postgres> {
  const user = systemUser()
  makeFolder(dataDir)
  if (user)
    for (const opened of openWay(dataDir, user))
      onNote?.(`Opened the folder ${opened} for PostgreSQL to pass through (o+x)`)
  const binaries = findBinaries(dataDir, user)
  const access = await ensureCluster(dataDir, binaries, { user, signal })
  await endOrphan(clusterDir(dataDir))
  const server = await startServer({ dataDir, program: binaries.postgres, user, signal, keepPort }, access)
  await ensureDatabase(server.access)
  return { ...server, url: urlOf(server.access) }
}

/** A port may be taken between look and use, and a killed server's remains take a moment to go: tries again. */
async function startServer(place: Place, known: Access) {
  const { dataDir, signal, keepPort } = place
  const end = performance.now() + RETRY_MS
  let access = known
  for (;;) {
    if (signal?.aborted) throw new LaunchError('Stopped while PostgreSQL was starting')
    if (access.port === 0 || !(keepPort || (await isPortFree(access.port, '127.0.0.1')))) {
      access = { ...access, port: await findFreePort() }
      saveAccess(dataDir, access)
    }
    const server = await tryStart(place, access.port)
    if (server) return { ...server, access }
    if (performance.now() >= end && !signal?.aborted)
      throw new LaunchError(`PostgreSQL does not start: ${lastLine(logFile(dataDir))} (${logFile(dataDir)})`)
    await sleep(100)
  }
}

type Place = { dataDir: string; program: string; user: SystemUser | null; signal?: AbortSignal; keepPort: boolean }

async function tryStart({ dataDir, program, user, signal }: Place, port: number) {
  const dir = clusterDir(dataDir)
  const args = Object.entries({ ...SETTINGS, port: String(port) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  const log = openLog(dataDir)
  // A group of its own: Ctrl-C in the terminal is for the launcher, which stops this one last.
  const child = spawn(program, ['-D', dir, ...args], {
    ...user,
    cwd: '/',
    env: PROGRAM_ENV,
    stdio: ['ignore', log, log],
    detached: true,
  })
  closeSync(log)
  const { exited, hasEnded } = watchExit(child)
  const pid = child.pid ?? 0
  const stop = async () => {
    for (const [signal, limitMs] of POSTGRES_STOPS) {
      if (hasEnded()) return
      child.kill(signal)
      await waitUntil(hasEnded, limitMs)
    }
  }
  const giveUp = () => void stop()
  signal?.addEventListener('abort', giveUp)
  // Recovery after a crash takes as long as it takes.
  await waitUntil(() => hasEnded() || isReady(dir, pid), Number.POSITIVE_INFINITY)
  signal?.removeEventListener('abort', giveUp)
  return hasEnded() ? null : { pid, exited, stop }
}

function isReady(dir: string, pid: number): boolean {
  const postmaster = readPostmaster(dir)
  return postmaster?.pid === pid && postmaster.isReady
}

async function ensureDatabase(access: Access): Promise<void> {
  const client = createClient(urlOf(access, 'postgres'))
  await client.connect()
  try {
    const { rowCount } = await client.query(`SELECT 1 FROM pg_database WHERE datname = 'mayfly'`)
    if (rowCount === 0) await client.query('CREATE DATABASE mayfly')
  } finally {
    await client.end()
  }
}

function logFile(dataDir: string): string {
  return path.join(dataDir, 'postgres.log')
}

/** One file for each start, and the one before. */
function openLog(dataDir: string): number {
  const file = logFile(dataDir)
  if (existsSync(file)) renameSync(file, `${file}.1`)
  return openSync(file, 'w', 0o600)
}

function lastLine(file: string): string {
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  return lines.findLast((line) => line.includes('FATAL')) ?? lines.at(-1) ?? 'it says nothing'
}
