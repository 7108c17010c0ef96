/** The companion as operators run it: bundled, in a process of its own. For tests. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { bundleEntries } from './bundle'

/** The bundled program, its parser and its other workers beside it; test files that run at the same time name folders of their own. */
export async function bundleCompanion(folder = 'companion'): Promise<string> {
  const entries = await bundleEntries(folder, ['companion', 'parse-worker', 'authentication-worker'])
  return path.join(entries, 'companion.js')
}

export type CompanionProcess = {
  child: ChildProcess
  /** Where it listens, once it is ready; null when it ended before. */
  ports: { smtpPort: number; companionPort: number } | null
  output(): string
  exited: Promise<{ code: number | null; signal: string | null }>
}

/** Free ports, its own DATA_DIR; `env` overrides. Resolves when it is ready or has ended. */
export async function startCompanionProcess(file: string, env: Record<string, string>): Promise<CompanionProcess> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'mayfly-companion-'))
  const defaults = {
    SMTP_PORT: '0',
    COMPANION_PORT: '0',
    DATA_DIR: dataDir,
    NEXTAUTH_SECRET: 'a secret for tests only',
    LOG_LEVEL: 'warn',
    AUTHENTICATION_RESULTS: 'off',
    NODE_ENV: 'production',
  }
  const child = fork(file, { env: { ...defaults, ...env } as NodeJS.ProcessEnv, execArgv: [], silent: true })
  let output = ''
  const printed = [child.stdout, child.stderr].map(async (stream) => {
    for await (const text of stream ?? []) output += text
  })
  const exited = once(child, 'exit').then(async ([code, signal]) => {
    await Promise.all(printed)
    return { code, signal }
  })
  const ready = once(child, 'message').then(([message]) => message)
  return { child, ports: await Promise.race([ready, exited.then(() => null)]), output: () => output, exited }
}
