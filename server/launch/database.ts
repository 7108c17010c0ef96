/** Where the database is: the one that DATABASE_URL names, or the embedded one, kept running. */
import type { Config } from '@/lib/config'
import type { Log } from '@/lib/log'
import { ensureSecret } from './data-dir'
import { keepRunning } from './keep-running'
import { LaunchError } from './launch-error'
import { startPostgres } from './postgres/start'
import type { Stops } from './stop'

/** What every process of ours is told beside the operator's own variables. */
export type PartEnv = {
  DATABASE_URL: string
  NEXTAUTH_SECRET: string
  DATA_DIR: string
  AUTHENTICATION_RESULTS: Config['AUTHENTICATION_RESULTS']
}

type Options = { config: Config; log: Log; stops: Stops }

export async function openDatabase({ config, log, stops }: Options): Promise<PartEnv> {
  const { DATA_DIR, DATABASE_URL, NEXTAUTH_SECRET, AUTHENTICATION_RESULTS } = config
  if (DATABASE_URL) {
    if (!NEXTAUTH_SECRET) throw new LaunchError('NEXTAUTH_SECRET: is required together with DATABASE_URL')
    return { DATABASE_URL, NEXTAUTH_SECRET, DATA_DIR, AUTHENTICATION_RESULTS }
  }
  let url = ''
  const kept = keepRunning({
    name: 'postgres',
    log,
    start: async (signal) => {
      const postgres = await startPostgres(DATA_DIR, {
        signal,
        keepPort: url !== '',
        onNote: (line) => console.log(line),
      })
      url = postgres.url
      return postgres
    },
  })
  stops.push(() => kept.stop())
  await kept.ready
  const secret = NEXTAUTH_SECRET ?? ensureSecret(DATA_DIR)
  return { DATABASE_URL: url, NEXTAUTH_SECRET: secret, DATA_DIR, AUTHENTICATION_RESULTS }
}
