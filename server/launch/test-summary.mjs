/** Counts what the test runners reported. */
import { readFileSync } from 'node:fs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * Reads a report of Vitest or Playwright. A runner that failed without naming a failed test counts as one.
 * @param {string} file
 * @param {boolean} succeeded whether the runner itself said that all is well
 * @returns {Counts}
 */
export function countTests(file, succeeded) {
  const counts = readCounts(file)
  return succeeded ? counts : { ...counts, failed: Math.max(1, counts.failed) }
}

/** @param {string} file @returns {Counts} */
function readCounts(file) {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'))
    if (report.stats) {
      const { expected, unexpected, flaky, skipped } = report.stats
      return { passed: expected, failed: unexpected + flaky, skipped }
    }
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = report
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests }
  } catch {
    return { passed: 0, failed: 0, skipped: 0 }
  }
}

/** @param {Counts[]} all @returns {Counts} */
export function addUp(all) {
  const sum = (name) => all.reduce((total, counts) => total + counts[name], 0)
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') }
}
