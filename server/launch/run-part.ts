/** The life of a part, web or companion, alone or under the launcher. */
import type { Config } from '@/lib/config'
import { type Context, closeContext } from '@/lib/context'
import { loadSettings } from './load-settings'
import { runCommand } from './run-command'
import { untilSignalled } from './stop'
import { PART_LEAVES_MS } from './stop-limits'
import { assertUsable } from './usable-database'

export type Part = {
  /** Where it is reached, to print. */
  address: string
  /** The ports it got, for whoever started it; the configured ones may be 0. */
  ports: Record<string, number>
  stop(): Promise<void>
}

type Options = {
  name: string
  createContext(config: Config): Context
  /** Resolves when it serves; throws LaunchError for what the operator can mend. */
  serve(ctx: Context): Promise<Part>
}

/**
 * Serves until a signal or the launcher's end, then exits with 0. Whatever keeps it from starting is a line of its own
 * and 1: alone that tells the operator, under the launcher it is tried again.
 */
export function runPart({ name, createContext, serve }: Options): Promise<void> {
  return runCommand(async () => {
    const config = loadSettings(['DATABASE_URL', 'NEXTAUTH_SECRET'])
    const { signal, promise: signalled } = untilSignalled()
    signal.addEventListener('abort', () => setTimeout(() => process.exit(0), PART_LEAVES_MS).unref())
    const ctx = createContext(config)
    const part = await start(ctx, serve).catch((error) => (signal.aborted ? process.exit(0) : Promise.reject(error)))
    if (!signal.aborted) announce(name, part)
    await signalled
    for (const end of [() => part.stop(), () => closeContext(ctx)])
      await end().catch((error) => ctx.log.error({ err: error }, 'stop_failed'))
    process.exit(0)
  })
}

async function start(ctx: Context, serve: Options['serve']): Promise<Part> {
  await assertUsable(ctx.db)
  return serve(ctx)
}

function announce(name: string, { address, ports }: Part): void {
  process.stdout.write(`Mayfly ${name} is ready on ${address}\n`)
  process.send?.({ type: 'ready', ...ports })
}
