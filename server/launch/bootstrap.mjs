/**
 * The way into every command: brings packages and builds up to date, then hands over in the same process.
 * Needs nothing but Node, since a fresh clone has nothing else.
 */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { buildBundles, buildPages, buildTypes, generateClient } from './build.mjs'
import { BUILD_DIR } from './entries.mjs'
import { installPackages } from './install.mjs'
import { waitForLock } from './lock.mjs'
import { endOrphanStep, StepError, stopOnSignals } from './steps.mjs'

/**
 * Command → what it needs, and the bundle or script that does it. Those that serve take over the signals themselves, so
 * that there is no moment in which a signal would not end them with 0.
 */
const COMMANDS = {
  start: { bundle: 'launch', pages: true, mode: 'production', takesSignals: true },
  dev: { bundle: 'launch', pages: false, mode: 'development', withTools: true, takesSignals: true },
  web: { bundle: 'web', pages: true, mode: 'production', takesSignals: true },
  companion: { bundle: 'companion', pages: false, mode: 'production', takesSignals: true },
  migrate: { bundle: 'migrate', pages: false, mode: 'production' },
  admin: { bundle: 'admin', pages: false, mode: 'production', takesSignals: true },
  build: { pages: true, types: true },
  check: { script: 'test.mjs', withTools: true },
  test: { script: 'test.mjs', withTools: true },
  bench: { script: 'bench.mjs', pages: true, withTools: true },
}

const MAY_NOT_WRITE = new Set(['EACCES', 'EPERM', 'EROFS'])

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const command = COMMANDS[process.argv[2] ?? '']
if (!command) fail(`Usage: node server/launch/bootstrap.mjs ${Object.keys(COMMANDS).join(' | ')}`)
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) fail(`Mayfly needs Node 20.19 or newer, this is ${process.version}`)

process.chdir(root)
// Tests are the same on every machine: whatever stands in .env is for running.
if (!command.script && existsSync('.env')) process.loadEnvFile('.env')
const returnSignals = stopOnSignals()
try {
  await prepare(command)
} catch (error) {
  fail(toLine(error))
}
if (!command.takesSignals) returnSignals()
if (command.bundle) {
  if (command.mode) process.env.NODE_ENV = command.mode
  await import(pathToFileURL(path.join(root, BUILD_DIR, `${command.bundle}.js`)).href)
}
if (command.script) await import(`./${command.script}`)

/** One at a time per clone: two starts at once must not build into each other's files. */
async function prepare({ pages, script, types, withTools = false }) {
  const lock = await waitForLock(path.join(root, BUILD_DIR), 'lock', ({ pid }) =>
    console.error(`Mayfly waits for process ${pid}, which prepares the same folder …`),
  ).catch((error) => {
    // Where nobody can write nobody prepares either: all may be there already.
    if (MAY_NOT_WRITE.has(error.code)) return { release() {} }
    throw error
  })
  try {
    endOrphanStep()
    await installPackages(root, { withTools })
    await generateClient(root)
    if (!script || pages) await buildBundles(root)
    if (types) await buildTypes(root)
    if (pages) await buildPages(root)
  } finally {
    lock.release()
  }
}

/** What the operator can mend is one line, anything else keeps its stack. */
function toLine(error) {
  if (error instanceof StepError) return error.message
  if (MAY_NOT_WRITE.has(error?.code)) return `Mayfly must install or build something here and may not: ${error.message}`
  return String(error?.stack ?? error)
}

function fail(line) {
  console.error(line)
  process.exit(1)
}
