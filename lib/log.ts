/** Structured logs: an event name and fields. Never bodies, subjects, tokens or sender addresses. */
import { type Logger, pino } from 'pino'

export type Log = Logger

/** JSON lines, or readable ones when standard output is a terminal (or `LOG_PRETTY` asks, as under `npm start`). */
export function createLog(name: string, level: string, pretty = process.stdout.isTTY === true): Log {
  const options = { name, level, base: { name }, redact: ['token', 'authorization', 'cookie'] }
  if (!pretty) return pino(options)
  return pino({
    ...options,
    transport: { target: 'pino-pretty', options: { translateTime: 'SYS:HH:MM:ss', ignore: 'pid,hostname' } },
  })
}
