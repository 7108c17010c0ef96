/** Whether a database can be served from, and if not why, in one line without the URL's secrets. */
import { type Database, sqlState } from '@/lib/db'
import { LaunchError } from './launch-error'

const UNDEFINED_TABLE = '42P01'

/** Throws LaunchError unless the database answers and has been migrated. Nobody waits for it here: whoever started us does. */
export async function assertUsable({ pool, url }: Pick<Database, 'pool' | 'url'>): Promise<void> {
  try {
    await pool.query('SELECT FROM live_mailboxes LIMIT 0')
  } catch (error) {
    if (sqlState(error) === UNDEFINED_TABLE)
      throw new LaunchError(`DATABASE_URL: the database at ${placeOf(url)} is not migrated (npm run db:migrate)`)
    throw unusable(url, error)
  }
}

export function unusable(url: string, error: unknown): LaunchError {
  return new LaunchError(`DATABASE_URL: cannot use the database at ${placeOf(url)}: ${reasonOf(error)}`)
}

/** What went wrong, on one line. */
export function reasonOf(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException
  return (message || code || String(error)).split('\n').join(' ')
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
