/** One run of the command line: arguments in, lines out, an exit code. */
import { parseArgs } from 'node:util'
import { MayflyError, TimeoutError } from '../sdk/errors'
import { findCommand, type Terminal } from './commands'
import { EXIT, UsageError } from './exit-codes'
import { HELP } from './help'
import { OPTIONS } from './options'
import { toJsonLine, toPrintable } from './printable'
import { createStore } from './store'

type World = {
  env: Record<string, string | undefined>
  out(line: string): void
  err(line: string): void
  signal: AbortSignal
  lines(): AsyncIterable<string>
}

export async function run(argv: string[], { env, out, err, signal, lines }: World): Promise<number> {
  let isJson = argv.includes('--json')
  let command: ReturnType<typeof findCommand> = null
  try {
    const { values, positionals } = parse(argv)
    isJson = values.json === true
    const [name, ...args] = positionals
    if (values.help || name === undefined) {
      out(HELP)
      return values.help ? EXIT.ok : EXIT.usage
    }
    command = findCommand(name)
    if (!command) throw new UsageError(`There is no command "${name}".`)
    if (args.length > command.maxArgs) throw new UsageError(`"${name}" takes no "${args.at(-1)}".`)
    const baseUrl = values.url ?? env.MAYFLY_URL ?? 'http://localhost:3000'
    if (!/^https?:\/\//.test(baseUrl) || !URL.canParse(baseUrl)) throw new UsageError(`"${baseUrl}" is not a URL.`)
    const terminal: Terminal = {
      options: { ...values, inbox: values.inbox ?? env.MAYFLY_INBOX, token: values.token ?? env.MAYFLY_TOKEN },
      args,
      baseUrl,
      store: createStore(env, baseUrl),
      signal,
      lines,
      print: (body, toText) => out(isJson ? toJsonLine(body) : toPrintable(toText())),
    }
    await command.run(terminal)
    return EXIT.ok
  } catch (error) {
    if (signal.aborted) return command?.isEndless ? EXIT.ok : EXIT.interrupted
    if (isJson) out(toJsonLine(toFault(error)))
    err(toPrintable(`mayfly: ${error instanceof Error ? error.message : error}`))
    if (error instanceof UsageError) err('Try "mayfly --help".')
    return toExitCode(error)
  }
}

function parse(argv: string[]) {
  try {
    return parseArgs({ args: argv, options: OPTIONS, allowPositionals: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function toExitCode(error: unknown): number {
  if (error instanceof UsageError) return EXIT.usage
  if (error instanceof TimeoutError) return EXIT.timeout
  return error instanceof MayflyError && error.status === 404 ? EXIT.gone : EXIT.failed
}

function toFault(error: unknown): object {
  if (error instanceof TimeoutError) {
    return { status: 'timeout', near_misses: error.nearMisses, refused: error.refused, detail: error.message }
  }
  const code = error instanceof MayflyError ? error.code : error instanceof UsageError ? 'usage' : 'failed'
  return { code, detail: error instanceof Error ? error.message : String(error) }
}
