/** The companion as a process: configuration, signals, exit codes. What it does is in companion.ts. */
import { type Config, ConfigError, loadConfig } from '@/lib/config'
import { closeContext, createContext } from '@/lib/context'
import { type Companion, startCompanion } from './companion'

/** A little less than the launcher waits before it kills. */
const STOP_LIMIT_MS = 5_000

function fail(lines: string[]): never {
  for (const line of lines) process.stderr.write(`Mayfly companion cannot start: ${line}\n`)
  process.exit(1)
}

function readConfig(): Config {
  try {
    const config = loadConfig()
    return config.DATABASE_URL ? config : fail(['DATABASE_URL is not set (npm start brings its own database)'])
  } catch (error) {
    return fail(error instanceof ConfigError ? error.faults : [String(error)])
  }
}

/** One line for the faults of the surroundings: a port that is taken, a database that is away or empty. */
function toLine(error: unknown): string {
  const { code, address, port, message } = error as { code?: string; address?: string; port?: number; message?: string }
  if (code === 'EADDRINUSE') return `port ${port} on ${address} is taken`
  if (code === 'EACCES' && port !== undefined) return `port ${port} on ${address} is not allowed`
  if (code === '42P01') return 'the database is not migrated (npm run db:migrate)'
  return message || code || String(error)
}

async function run(): Promise<void> {
  const config = readConfig()
  const ctx = createContext(config, { name: 'companion' })
  let companion: Companion | undefined
  let isStopping = false
  const stop = async () => {
    if (isStopping) return
    isStopping = true
    setTimeout(() => process.exit(0), STOP_LIMIT_MS).unref()
    await companion?.stop().catch((error) => ctx.log.error({ err: error }, 'stop_failed'))
    await closeContext(ctx).catch((error) => ctx.log.error({ err: error }, 'stop_failed'))
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  // whoever started us is gone
  process.on('disconnect', stop)
  companion = await startCompanion(ctx).catch((error) => fail([toLine(error)]))
  const host = ['0.0.0.0', '::'].includes(config.SMTP_HOST) ? 'localhost' : config.SMTP_HOST
  process.stdout.write(`Mayfly companion is ready on smtp://${host}:${companion.smtpPort}\n`)
  process.send?.({ type: 'ready', smtpPort: companion.smtpPort, companionPort: companion.companionPort })
}

await run()
