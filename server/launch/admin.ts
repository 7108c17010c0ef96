/** `npm run admin -- COMMAND`: on the database that serves, or on the embedded one started for this alone. */
import { admin } from '@/server/admin'
import { claimDataDir, endOrphans } from './data-dir'
import { loadSettings } from './load-settings'
import { clusterDir, findAccess, urlOf } from './postgres/cluster'
import { findRunning } from './postgres/postmaster'
import { startPostgres } from './postgres/start'
import { prepareDatabase } from './prepare-database'
import { runCommand } from './run-command'
import { createStops } from './stop'

await runCommand(async () => {
  const stops = createStops()
  try {
    // behind `node bootstrap.mjs admin`
    process.exitCode = await admin(process.argv.slice(3), () => openDatabase(stops))
  } finally {
    await stops.run()
  }
})

async function openDatabase(stops: ReturnType<typeof createStops>): Promise<string> {
  const { DATABASE_URL, DATA_DIR } = loadSettings()
  if (DATABASE_URL) return DATABASE_URL
  const access = findAccess(DATA_DIR)
  if (access && findRunning(clusterDir(DATA_DIR))?.isReady) return urlOf(access)
  const lock = claimDataDir(DATA_DIR)
  stops.push(async () => lock.release())
  await endOrphans(DATA_DIR)
  const postgres = await startPostgres(DATA_DIR)
  stops.push(() => postgres.stop())
  await prepareDatabase(postgres.url)
  return postgres.url
}
