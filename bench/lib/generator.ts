/** Postfix's smtp-source and smtp-sink, unpacked from Debian's package: a load generator in C and a sink that keeps nothing. */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'

/** A receiver that stops answering fails the benchmark rather than holding it up. */
const LIMIT_MS = 120_000
const FOLDER = path.resolve('.build/bench/postfix')

/** The programs' folder and environment. Unpacks the package once; throws where there is no apt. */
function postfix(): { folder: string; env: NodeJS.ProcessEnv } {
  if (existsSync('/usr/sbin/smtp-source')) return { folder: '/usr/sbin', env: process.env }
  if (!existsSync(path.join(FOLDER, 'usr/sbin/smtp-source'))) {
    mkdirSync(FOLDER, { recursive: true })
    execFileSync('apt-get', ['download', 'postfix'], { cwd: FOLDER, stdio: ['ignore', 'ignore', 'ignore'] })
    const [file = ''] = readdirSync(FOLDER).filter((name) => name.endsWith('.deb'))
    execFileSync('dpkg', ['-x', file, '.'], { cwd: FOLDER })
  }
  return {
    folder: path.join(FOLDER, 'usr/sbin'),
    env: { ...process.env, LD_LIBRARY_PATH: path.join(FOLDER, 'usr/lib/postfix') },
  }
}

export type Load = {
  port: number
  sessions: number
  /** Bytes of each message. */
  size: number
  count: number
  /** Recipients become `1<to>`, `2<to>`, … */
  to: string
  /** A new connection for every message. */
  reconnect?: boolean
}

/** Sends `count` messages and resolves with messages per second; rejects when the server refused one. */
export async function send({ port, sessions, size, count, to, reconnect = false }: Load): Promise<number> {
  const { folder, env } = postfix()
  const args = ['-N', '-4', '-s', sessions, '-l', size, '-m', count, '-f', 'load@example.com', '-t', to, '-S', 'Load']
  if (!reconnect) args.splice(0, 0, '-d')
  const started = performance.now()
  const child = spawn(path.join(folder, 'smtp-source'), [...args.map(String), `127.0.0.1:${port}`], { env })
  const limit = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS)
  let said = ''
  child.stderr.on('data', (chunk) => (said += chunk))
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve))
  clearTimeout(limit)
  if (code !== 0) throw new Error(`smtp-source ended with ${code}: ${said}`)
  return count / ((performance.now() - started) / 1_000)
}

/** How to run the sink, for startProgram. */
export function sinkCommand(port: number): { command: string; args: string[]; env: Record<string, string> } {
  const { folder, env } = postfix()
  return {
    command: path.join(folder, 'smtp-sink'),
    args: [...(process.getuid?.() === 0 ? ['-u', 'nobody'] : []), `127.0.0.1:${port}`, '1000'],
    env: { LD_LIBRARY_PATH: env.LD_LIBRARY_PATH ?? '' },
  }
}
