/** The limit of any receiver over this database: raw messages inserted in groups, with nothing known of them. */
import type { Store } from './mayfly'

/** As many rows and committers as the delivering statement has under load. */
const ROWS = 32
const COMMITTERS = 2

/** Resolves with rows per second; `size` in bytes. */
export async function insertGroups({ db }: Store, size: number, count: number): Promise<number> {
  await db.pool.query('CREATE TABLE bare (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), raw bytea)')
  await db.pool.query('ALTER TABLE bare ALTER COLUMN raw SET STORAGE EXTERNAL')
  const rows = Array.from({ length: ROWS }, () => Buffer.alloc(size, 'x'))
  let left = count
  const commit = async () => {
    while (left > 0) {
      const group = rows.slice(0, left)
      left -= group.length
      await db.pool.query({
        name: 'group',
        text: 'INSERT INTO bare (raw) SELECT unnest($1::bytea[])',
        values: [group],
      })
    }
  }
  const started = performance.now()
  await Promise.all(Array.from({ length: COMMITTERS }, commit))
  const seconds = (performance.now() - started) / 1_000
  await db.pool.query('DROP TABLE bare')
  return count / seconds
}
