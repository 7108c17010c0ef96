/** Work on one connection, with what it cost: whatever else writes to the log meanwhile is not counted. */
import { createDatabase, type Database } from '@/lib/db'
import type { Store } from './mayfly'

export type Cost = { seconds: number; walMb: number }

/** Starts behind a checkpoint, so that every measure pays for as many page images. */
export async function measureAlone(store: Store, step: (db: Database) => Promise<unknown>): Promise<Cost> {
  const db = createDatabase(store.url, { maxConnections: 1, statementLimitMs: 0 })
  const walBytes = async () => {
    await db.pool.query('SELECT pg_stat_force_next_flush()')
    const { rows } = await db.pool.query<{ bytes: string }>(
      'SELECT wal_bytes AS bytes FROM pg_stat_get_backend_wal(pg_backend_pid())',
    )
    return Number(rows[0]?.bytes)
  }
  try {
    await db.pool.query('CHECKPOINT')
    const before = await walBytes()
    const start = performance.now()
    await step(db)
    const seconds = (performance.now() - start) / 1_000
    return { seconds, walMb: ((await walBytes()) - before) / 1e6 }
  } finally {
    await db.close()
  }
}
