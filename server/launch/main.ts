/** `npm start` and `npm run dev`: one life of the whole, from configuration to the last process ended. */
import type { Config } from '@/lib/config'
import { createLog } from '@/lib/log'
import { claimDataDir, createProcessList, endOrphans } from './data-dir'
import { openDatabase } from './database'
import { watchCompanion } from './dev'
import { LaunchError } from './launch-error'
import { loadSettings } from './load-settings'
import { addressesOf, startParts } from './parts'
import { findPortFaults } from './ports'
import { prepareDatabase } from './prepare-database'
import { runCommand } from './run-command'
import { createStops, type Stops, untilSignalled } from './stop'

await runCommand(async () => {
  const config = loadSettings()
  const { signal, promise: signalled } = untilSignalled()
  const stops = createStops()
  // What is being started when the signal comes ends or finishes first: nothing is left behind half begun.
  signal.addEventListener('abort', () => void stops.run())
  try {
    await start(config, stops, signal)
    await signalled
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    await stops.run()
  }
  process.exit(0)
})

async function start(config: Config, stops: Stops, signal: AbortSignal): Promise<void> {
  const isDev = process.argv[2] === 'dev'
  const log = createLog('launch', config.LOG_LEVEL)
  const lock = claimDataDir(config.DATA_DIR)
  stops.push(async () => lock.release())
  await endOrphans(config.DATA_DIR)
  const faults = await findPortFaults(config)
  if (faults.length > 0) throw new LaunchError(faults.join('\n'))
  const env = await openDatabase({ config, log, stops })
  signal.throwIfAborted()
  await prepareDatabase(env.DATABASE_URL, { signal, onNote: (line) => console.log(line) })
  signal.throwIfAborted()
  const parts = await startParts({ log, stops, env, processes: createProcessList(config.DATA_DIR), isDev })
  if (isDev) stops.push(await watchCompanion(() => parts.companion.restart()))
  if (!signal.aborted) console.log(`Mayfly is ready  ${addressesOf(config)}`)
}
