/** Answers for people: a list as columns, one row as lines. */
import type { Answer } from './commands'

export function formatAnswer(answer: Answer): string {
  if (!Array.isArray(answer)) return formatColumns(Object.entries(answer).map(([name, value]) => [name, String(value)]))
  const [first] = answer
  if (!first) return 'None.\n'
  const names = Object.keys(first)
  return formatColumns([names, ...answer.map((row) => names.map((name) => String(row[name] ?? '')))])
}

function formatColumns(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  return `${lines.join('\n')}\n`
}
