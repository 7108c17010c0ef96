/** All options of all commands, in the words of node:util. */
export const OPTIONS = {
  url: { type: 'string' },
  token: { type: 'string' },
  inbox: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  ttl: { type: 'string' },
  name: { type: 'string' },
  domain: { type: 'string' },
  for: { type: 'string' },
  timeout: { type: 'string' },
  from: { type: 'string' },
  subject: { type: 'string' },
  q: { type: 'string' },
  all: { type: 'boolean' },
} as const

export type CliOptions = {
  [Name in keyof typeof OPTIONS]?: (typeof OPTIONS)[Name]['type'] extends 'boolean' ? boolean : string
}
