/** A mailbox by its address, whether it lives or not. Those asked for in one turn of the event loop share a query. */
import DataLoader from 'dataloader'
import type { Viewer } from '@/lib/accounts/viewer'
import type { Context } from '@/lib/context'
import { type Database, isAboutData } from '@/lib/db'
import type { MailboxRow } from './mailboxes'

export type FoundMailbox = MailboxRow & {
  is_live: boolean
  /** Milliseconds left, by the database's clock. */
  expires_in_ms: number
}

type Key = Pick<Viewer, 'ownerId' | 'sessionTokenHash'> & { address: string }
type Loader = DataLoader<Key, FoundMailbox | null>

const MAX_BATCH = 200

/** $1 addresses, $2 and $3 who asks for each; null owns nothing. */
export const FIND_MAILBOXES = `
SELECT k.ord, m.*, m.is_active AND m.expires_at > now() AS is_live,
  extract(epoch FROM m.expires_at - clock_timestamp())::float8 * 1000 AS expires_in_ms
FROM unnest($1::text[], $2::uuid[], $3::bytea[]) WITH ORDINALITY AS k(address, owner_id, session_token_hash, ord)
JOIN mailboxes m ON m.address = k.address
  AND (m.owner_id = k.owner_id OR m.session_token_hash = k.session_token_hash)`

const loaders = new WeakMap<Database, Loader>()

/** Looks after the call, never before: nothing is kept. null where there is none, or it is somebody else's. */
export function findMailbox({ db }: Context, viewer: Viewer, address: string): Promise<FoundMailbox | null> {
  const { ownerId, sessionTokenHash } = viewer
  const loader = loaders.get(db) ?? createLoader(db)
  loaders.set(db, loader)
  return loader.load({ address, ownerId, sessionTokenHash })
}

function createLoader(db: Database): Loader {
  return new DataLoader(
    async (keys) => {
      try {
        return await findAll(db, keys)
      } catch (error) {
        // what is wrong with one question is not to fail others; where the database is away all fail, and none asks again
        if (keys.length === 1 || !isAboutData(error)) throw error
        return Promise.all(keys.map((key) => findAll(db, [key]).then(([found = null]) => found, toError)))
      }
    },
    { cache: false, maxBatchSize: MAX_BATCH, batchScheduleFn: setImmediate },
  )
}

async function findAll({ hot }: Database, keys: readonly Key[]): Promise<(FoundMailbox | null)[]> {
  const { rows } = await hot.query<FoundMailbox & { ord: string }>({
    name: 'find_mailboxes',
    text: FIND_MAILBOXES,
    values: [
      keys.map(({ address }) => address),
      keys.map(({ ownerId }) => ownerId),
      keys.map(({ sessionTokenHash }) => sessionTokenHash),
    ],
  })
  const found: (FoundMailbox | null)[] = keys.map(() => null)
  for (const row of rows) found[Number(row.ord) - 1] = row
  return found
}

const toError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)))
