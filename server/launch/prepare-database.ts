/** Brings the database to the state this version needs, or says in one line why not. */
import { createDatabase } from '@/lib/db'
import { migrate } from '@/prisma/migrate'
import { seedPlans } from '@/prisma/seed'
import { LaunchError } from './launch-error'

/** Applies pending migrations and seeds the plans; safe from any number of machines. Returns the migrations applied. */
export async function prepareDatabase(url: string): Promise<string[]> {
  const db = createDatabase(url)
  try {
    await db.pool.query('SELECT 1').catch((error) => {
      throw new LaunchError(`DATABASE_URL: cannot use the database at ${placeOf(url)}: ${reasonOf(error)}`)
    })
    const applied = await migrate(url).catch((error) => {
      throw new LaunchError(`The database could not be migrated: ${reasonOf(error)}`)
    })
    await seedPlans(db)
    return applied
  } finally {
    await db.close()
  }
}

/** Host and name only: the rest of the URL is a secret. */
function placeOf(url: string): string {
  try {
    const { host, pathname } = new URL(url)
    return `${host}${pathname}`
  } catch {
    return 'a URL that cannot be read'
  }
}

function reasonOf(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException
  return (message || code || String(error)).split('\n').join(' ')
}
