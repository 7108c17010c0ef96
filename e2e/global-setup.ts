/** Before all browser tests: a real `npm start` with a database of its own on free ports, unless E2E_BASE_URL names one. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import getPort from 'get-port'

export default async function setup(): Promise<() => Promise<void>> {
  if (process.env.E2E_BASE_URL) return async () => {}
  const dataDir = mkdtempSync(path.join(tmpdir(), 'mayfly-e2e-'))
  const [web, smtp, companion] = [await getPort(), await getPort(), await getPort()]
  process.env.E2E_BASE_URL = `http://localhost:${web}`
  process.env.E2E_SMTP_PORT = String(smtp)
  process.env.E2E_COMPANION_PORT = String(companion)
  process.env.E2E_DATA_DIR = dataDir
  const server = spawn('npm', ['start'], {
    env: {
      ...process.env,
      PORT: String(web),
      SMTP_PORT: String(smtp),
      COMPANION_PORT: String(companion),
      DATA_DIR: dataDir,
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await untilReady(server)
  return async () => {
    server.kill('SIGTERM')
    await once(server, 'exit')
    rmSync(dataDir, { recursive: true, force: true })
  }
}

function untilReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`npm start ended with ${code} before it was ready`)))
    server.stdout?.on('data', (chunk: Buffer) => {
      process.stdout.write(chunk)
      if (chunk.includes('Mayfly is ready')) resolve()
    })
  })
}
