/** Numbers as people compare them: medians with their spread, ratios of one run, a table and a JSON file. */
import { mkdirSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** `{median, low, high}` of repeated measures. */
export function spread(values: number[]): { median: number; low: number; high: number } {
  const sorted = [...values].sort((a, b) => a - b)
  return { median: percentile(sorted, 50), low: sorted[0] ?? Number.NaN, high: sorted.at(-1) ?? Number.NaN }
}

/** By the nearest rank; `sorted` ascending. */
export function percentile(sorted: number[], p: number): number {
  return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? Number.NaN
}

export function format(value: number): string {
  if (!Number.isFinite(value)) return '–'
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  return value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: digits })
}

export function printTable(title: string, rows: Record<string, string | number>[]): void {
  const cells = rows.map((row) => Object.values(row).map((cell) => (typeof cell === 'number' ? format(cell) : cell)))
  const heads = Object.keys(rows[0] ?? {})
  const widths = heads.map((head, i) => Math.max(head.length, ...cells.map((row) => row[i]?.length ?? 0)))
  const line = (row: string[]) =>
    `| ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |`
  console.log(`\n${title}\n\n${line(heads)}\n|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`)
  for (const row of cells) console.log(line(row))
}

/** Writes bench/results/NAME.json: the figures, with when and on what they were measured. */
export function writeResult(name: string, figures: Record<string, unknown>): void {
  const file = path.join('bench/results', `${name}.json`)
  mkdirSync(path.dirname(file), { recursive: true })
  const machine = { node: process.version, cpus: os.cpus().length, model: os.cpus()[0]?.model ?? 'unknown' }
  writeFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), machine, ...figures }, null, 2)}\n`)
  console.log(`\nWritten to ${file}`)
}
