/** Brings the database to the state this version needs, or says in one line why not. */
import { createDatabase } from '@/lib/db'
import { endOnAbort } from '@/lib/end-on-abort'
import { migrate } from '@/prisma/migrate'
import { seedPlans } from '@/prisma/seed'
import { LaunchError } from './launch-error'
import { reasonOf, unusable } from './usable-database'

type Options = {
  /** Gives up within some seconds, whatever it waits for. */
  signal?: AbortSignal
  /** Gets lines for the operator. */
  onNote?(line: string): void
}

/** Applies pending migrations and seeds the plans; safe from any number of machines. Returns the migrations applied. */
export async function prepareDatabase(url: string, { signal, onNote }: Options = {}): Promise<string[]> {
  const db = createDatabase(url)
  if (signal) endOnAbort(db, signal)
  try {
    await db.pool.query('SELECT 1').catch((error) => {
      throw unusable(url, error)
    })
    const onWait = () => onNote?.('Mayfly waits for another process that migrates the database …')
    const applied = await migrate(url, { signal, onWait }).catch((error) => {
      throw new LaunchError(`The database could not be migrated: ${reasonOf(error)}`)
    })
    await seedPlans(db)
    return applied
  } finally {
    await db.close()
  }
}
