/** The operator's command line as a process: context, output, exit code. */
import { loadConfig } from '@/lib/config'
import { type Context, closeContext, createContext } from '@/lib/context'
import { type ExitCode, runAdmin } from './admin/run-admin'
import { assertUsable } from './launch/usable-database'

/**
 * Runs the command in `argv` and resolves with the exit code, everything closed and the hints sent. The database is
 * only opened for a call that makes sense.
 */
export async function admin(argv: string[], openDatabase: () => Promise<string>): Promise<ExitCode> {
  let ctx: Context | undefined
  const openContext = async () => {
    // standard output is for the answer
    const config = { ...loadConfig(), DATABASE_URL: await openDatabase(), LOG_LEVEL: 'silent' as const }
    ctx = createContext(config, { name: 'admin', maxConnections: 2 })
    await assertUsable(ctx.db)
    return ctx
  }
  try {
    return await runAdmin(argv, openContext, {
      out: (text) => process.stdout.write(text),
      err: (text) => process.stderr.write(text),
    })
  } finally {
    if (ctx) await closeContext(ctx)
  }
}
