#!/usr/bin/env node
/** `mayfly` on the command line. */
import { createInterface } from 'node:readline'
import { run } from './run'

const interrupted = new AbortController()
process.once('SIGINT', () => interrupted.abort())
process.once('SIGTERM', () => interrupted.abort())
// `mayfly watch | head -1` closes our output: that is an end, not a fault
process.stdout.on('error', () => process.exit(0))

process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  signal: interrupted.signal,
  lines: () => createInterface({ input: process.stdin, signal: interrupted.signal }),
})
