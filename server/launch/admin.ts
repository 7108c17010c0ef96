/** `npm run admin -- COMMAND`: on the database that serves, or on the embedded one started for this alone. */
import { admin } from '@/server/admin'
import { claimDataDir, endOrphans } from './data-dir'
import { loadSettings } from './load-settings'
import { clusterDir, findAccess, urlOf } from './postgres/cluster'
import { findRunning } from './postgres/postmaster'
import { startPostgres } from './postgres/start'
import { prepareDatabase } from './prepare-database'
import { runCommand } from './run-command'
import { createStops, type Stops, untilSignalled } from './stop'

/** As a shell says it of a command that Ctrl-C ended. */
const INTERRUPTED = 130

await runCommand(async () => {
  const { signal } = untilSignalled()
  const stops = createStops()
  let opening: Promise<string> | undefined
  // The command fails over it, or would wait for long: either way only what was started for it has to end properly.
  signal.addEventListener('abort', async () => {
    await opening?.catch(() => {})
    await stops.run()
    process.exit(INTERRUPTED)
  })
  const open = () => {
    opening = openDatabase(stops, signal)
    return opening
  }
  try {
    // behind `node bootstrap.mjs admin`
    process.exitCode = await admin(process.argv.slice(3), open)
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    await stops.run()
  }
})

async function openDatabase(stops: Stops, signal: AbortSignal): Promise<string> {
  const { DATABASE_URL, DATA_DIR } = loadSettings()
  if (DATABASE_URL) return DATABASE_URL
  const access = findAccess(DATA_DIR)
  if (access && findRunning(clusterDir(DATA_DIR))?.isReady) return urlOf(access)
  const lock = claimDataDir(DATA_DIR)
  stops.push(async () => lock.release())
  await endOrphans(DATA_DIR)
  const postgres = await startPostgres(DATA_DIR, { signal })
  stops.push(() => postgres.stop())
  await prepareDatabase(postgres.url, { signal })
  return postgres.url
}
