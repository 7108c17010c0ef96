/** The peers: who they are, how they are started. From npm, installed beside the benchmarks on first use. */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { findFreePort } from '@/server/launch/ports'
import { sinkCommand } from './generator'
import { type Program, startProgram } from './programs'
import type { World } from './world'

export type Receiver = Program & { port: number }

const HERE = path.resolve('bench')

export function installPeers(): void {
  if (existsSync(path.join(HERE, 'node_modules/.package-lock.json'))) return
  console.error('Installing the peers …')
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: HERE,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

export async function startSmtpServer(world: World, what: 'null' | 'parsed'): Promise<Receiver> {
  const port = await findFreePort()
  const args = [path.join(HERE, 'peers/smtp-server.mjs'), what, String(port)]
  return { ...(await startProgram(world, process.execPath, args, { ports: [port] })), port }
}

export async function startSink(world: World): Promise<Receiver> {
  const port = await findFreePort()
  const { command, args, env } = sinkCommand(port)
  return { ...(await startProgram(world, command, args, { env, ports: [port] })), port }
}

export async function startMaildev(world: World): Promise<Receiver> {
  const [port, web] = [await findFreePort(), await findFreePort()]
  const args = [
    '--ip',
    '127.0.0.1',
    '--smtp',
    String(port),
    '--web',
    String(web),
    '--silent',
    '--mail-directory',
    path.join(world.folder, 'maildev'),
  ]
  const program = await startProgram(world, process.execPath, [path.join(HERE, 'node_modules/.bin/maildev'), ...args], {
    ports: [port],
  })
  return { ...program, port }
}

/** With one plugin, that accepts every recipient and stores every message on disk before the 250. */
export async function startHaraka(world: World): Promise<Receiver> {
  const port = await findFreePort()
  const [home, store] = [path.join(world.folder, 'haraka'), path.join(world.folder, 'haraka-store')]
  for (const folder of [path.join(home, 'config'), path.join(home, 'plugins'), store])
    mkdirSync(folder, { recursive: true })
  cpSync(path.join(HERE, 'peers/haraka'), path.join(home, 'plugins'), { recursive: true })
  cpSync(path.join(HERE, 'node_modules/Haraka/config'), path.join(home, 'config'), { recursive: true })
  writeFileSync(path.join(home, 'config/smtp.ini'), `listen=127.0.0.1:${port}\n`)
  writeFileSync(path.join(home, 'config/plugins'), 'queue_to_disk\n')
  writeFileSync(path.join(home, 'config/loglevel'), 'EMERG\n')
  const args = [path.join(HERE, 'node_modules/.bin/haraka'), '-c', home]
  return {
    ...(await startProgram(world, process.execPath, args, { env: { HARAKA_STORE: store }, ports: [port] })),
    port,
  }
}
