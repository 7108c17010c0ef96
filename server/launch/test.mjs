/** `npm test` and its shorter form `npm run check`: everything that proves it, in sections, one line at the end. */
import { spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { addUp, countTests } from './test-summary.mjs'
import { ensureTools } from './test-tools.mjs'

const isWhole = process.argv[2] === 'test'
const REPORTS = path.resolve('.build/reports')
const report = (name) => path.join(REPORTS, `${name}.json`)

/** Section → program, with the file it counts its tests in. `whole` ones are not part of the short form. */
const SECTIONS = [
  { title: 'Build', whole: true, run: ['server/launch/bootstrap.mjs', 'build'] },
  { title: 'Format and lint', run: ['node_modules/@biomejs/biome/bin/biome', 'check', '.'] },
  { title: 'Types of the routes', run: ['node_modules/next/dist/bin/next', 'typegen'] },
  { title: 'Types', run: ['node_modules/typescript/bin/tsc', '--noEmit'] },
  {
    title: 'Unit and integration tests',
    run: ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json'],
    report: report('vitest'),
  },
  {
    title: 'Browser tests',
    whole: true,
    run: ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json'],
    report: report('playwright'),
  },
]

rmSync(REPORTS, { recursive: true, force: true })
mkdirSync(REPORTS, { recursive: true })
const env = {
  ...process.env,
  ...(await ensureTools()),
  NEXT_TELEMETRY_DISABLED: '1',
  PLAYWRIGHT_JSON_OUTPUT_FILE: report('playwright'),
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
}
const results = []
for (const section of SECTIONS.filter(({ whole }) => isWhole || !whole)) results.push(await runSection(section))

const { passed, failed, skipped } = addUp(results)
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`)
process.exit(failed > 0 ? 1 : 0)

async function runSection({ title, run, report }) {
  console.log(`\n=== ${title} ===\n`)
  const args = report?.includes('vitest') ? [...run, `--outputFile.json=${report}`] : run
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'inherit', 'inherit'] })
  const stop = (signal) => child.kill(signal)
  process.on('SIGINT', stop).on('SIGTERM', stop)
  const succeeded = await new Promise((resolve) => {
    child.once('error', () => resolve(false))
    child.once('close', (code) => resolve(code === 0))
  })
  process.off('SIGINT', stop).off('SIGTERM', stop)
  if (!succeeded) console.log(`\n${title}: FAILED`)
  return report ? countTests(report, succeeded) : { passed: 0, failed: succeeded ? 0 : 1, skipped: 0 }
}
