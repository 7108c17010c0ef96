import type { Viewer } from '@/lib/accounts/viewer'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { getMailbox, ownedBy } from '@/lib/mailboxes/mailboxes'
import { MESSAGES, readableIn } from './summaries'

type Options = {
  /** Of the statement, for those asked often: it is planned once for each connection. */
  name?: string
  /** For `columns`, from $5. */
  values?: unknown[]
}

/** One readable message of the viewer's live mailbox. Throws what getMailbox throws, or `message_not_found`. */
export async function findOwned<Result extends object>(
  ctx: Context,
  viewer: Viewer,
  { address, id }: { address: string; id: string },
  columns: string,
  { name, values = [] }: Options = {},
): Promise<Result> {
  const { rows } = await ctx.db.pool.query<Result>({
    name,
    text: `SELECT ${columns} FROM ${MESSAGES}
           WHERE b.address = $1 AND ${ownedBy(2)} AND m.id = $4 AND ${readableIn('b.id')}`,
    values: [address, viewer.ownerId, viewer.sessionTokenHash, id, ...values],
  })
  const [row] = rows
  if (row) return row
  await getMailbox(ctx, viewer, address)
  throw new AppError('message_not_found')
}
