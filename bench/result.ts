/** Where a benchmark leaves its figures. */
import { mkdirSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** Writes bench/results/NAME.json: the figures, with when and on what they were measured. */
export function writeResult(name: string, figures: Record<string, unknown>): void {
  const file = path.join('bench/results', `${name}.json`)
  mkdirSync(path.dirname(file), { recursive: true })
  const machine = { node: process.version, cpus: os.cpus().length, model: os.cpus()[0]?.model ?? 'unknown' }
  writeFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), machine, ...figures }, null, 2)}\n`)
  console.log(`\nWritten to ${file}`)
}
