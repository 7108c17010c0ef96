/** The operator's command line as a process: context, output, exit code. DATABASE_URL must be set. */
import { loadConfig } from '@/lib/config'
import { type Context, closeContext, createContext } from '@/lib/context'
import { type ExitCode, runAdmin } from './admin/run-admin'

/** Runs the command in `argv` and resolves with the exit code, everything closed and the hints sent. */
export async function admin(argv: string[], env: Record<string, string | undefined> = process.env): Promise<ExitCode> {
  let ctx: Context | undefined
  const openContext = async () => {
    // standard output is for the answer
    ctx = createContext({ ...loadConfig(env), LOG_LEVEL: 'silent' }, { name: 'admin', maxConnections: 2 })
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
