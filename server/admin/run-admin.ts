/** `npm run admin -- COMMAND`: parses, runs one command, answers, says how it went. */
import { parseArgs } from 'node:util'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { COMMANDS, type Command } from './commands'
import { formatAnswer } from './table'

export type Output = { out(text: string): void; err(text: string): void }

/** 0 done · 1 not found or failed · 2 not a command we know. */
export type ExitCode = 0 | 1 | 2

type Call = { command: Command; args: string[]; json: boolean; limit: number }

const MAX_ROWS = 1_000_000
const DEFAULT_ROWS = '1000'

/** With `--json` nothing but JSON goes to `out`, refusals included; the context is made only for a call that makes sense. */
export async function runAdmin(argv: string[], openContext: () => Promise<Context>, output: Output): Promise<ExitCode> {
  const call = parseCall(argv)
  if (call === 'help') {
    output.out(USAGE.trimStart())
    return 0
  }
  if (typeof call === 'string') {
    output.err(`${call}\n${USAGE}`)
    return 2
  }
  const { command, args, json, limit } = call
  try {
    const answer = await command.run(await openContext(), args, { limit })
    output.out(json ? `${JSON.stringify(answer)}\n` : formatAnswer(answer))
    return 0
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const detail = error.detail ?? `${error.title}.`
    if (json) output.out(`${JSON.stringify({ error: { code: error.code, detail } })}\n`)
    else output.err(`${detail}\n`)
    return 1
  }
}

/** The call, `help`, or what is wrong with it. */
function parseCall(argv: string[]): Call | string {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        json: { type: 'boolean', default: false },
        limit: { type: 'string', default: DEFAULT_ROWS },
      },
    })
    const [name = '', ...args] = positionals
    if (values.help || name === 'help') return 'help'
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
    if (!command) return name ? `There is no command "${name}".` : 'Which command?'
    if (args.length !== command.args.length) return `Usage: ${[name, ...command.args].join(' ')}`
    const limit = Number(values.limit)
    if (!Number.isInteger(limit) || limit < 1 || limit > MAX_ROWS) return `--limit must be between 1 and ${MAX_ROWS}.`
    return { command, args, json: values.json, limit }
  } catch (error) {
    return (error as Error).message
  }
}

const USAGE = `
npm run admin -- COMMAND [--json] [--limit N]

${Object.entries(COMMANDS)
  .map(([name, { args, help }]) => `  ${[name, ...args].join(' ').padEnd(26)}${help}\n`)
  .join('')}
--json prints JSON and nothing else; --limit is for lists (${DEFAULT_ROWS} rows).
`
