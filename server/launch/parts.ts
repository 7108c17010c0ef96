/** The two processes that serve, started together and kept running. */
import path from 'node:path'
import type { Config } from '@/lib/config'
import type { Log } from '@/lib/log'
import type { createProcessList } from './data-dir'
import type { PartEnv } from './database'
import { type Kept, keepRunning } from './keep-running'
import { LaunchError } from './launch-error'
import { startChild } from './start-child'
import type { Stops } from './stop'
import { toUrlHost } from './url-host'

export type PartName = 'web' | 'companion'

type Options = {
  log: Log
  stops: Stops
  env: PartEnv
  processes: ReturnType<typeof createProcessList>
  isDev: boolean
}

/** Resolves when both are ready; throws LaunchError when one never came to that. */
export async function startParts({ log, stops, env, processes, isDev }: Options): Promise<Record<PartName, Kept>> {
  const keep = (name: PartName, args: string[] = []) =>
    keepRunning({
      name,
      log,
      start: (signal) =>
        startChild({
          file: path.join(import.meta.dirname, `${name}.js`),
          args,
          env: { ...env, NODE_ENV: isDev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' },
          signal,
          onPid: (pid) => processes.record(name, pid),
        }),
    })
  const parts = { web: keep('web', isDev ? ['--dev'] : []), companion: keep('companion') }
  stops.push(async () => {
    await Promise.all(Object.values(parts).map((part) => part.stop()))
  })
  await Promise.all(
    Object.entries(parts).map(([name, part]) =>
      part.ready.catch((error) => {
        throw new LaunchError(`The ${name} process ${error.message}`)
      }),
    ),
  )
  return parts
}

/** Both addresses as a person would type them: the public one, or on this machine that of the host we listen on. */
export function addressesOf({ PUBLIC_URL, HOST, PORT, SMTP_HOST, SMTP_PORT }: Config): string {
  const web = PUBLIC_URL === `http://localhost:${PORT}` ? `http://${toUrlHost(HOST)}:${PORT}` : PUBLIC_URL
  return `${web} (web)  smtp://${toUrlHost(SMTP_HOST)}:${SMTP_PORT} (mail)`
}
