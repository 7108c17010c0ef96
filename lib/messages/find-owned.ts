import type { Viewer } from '@/lib/accounts/viewer'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { getMailbox, ownedBy } from '@/lib/mailboxes/mailboxes'
import { MESSAGES, READABLE } from './summaries'

/** One readable message of the viewer's live mailbox. Throws what getMailbox throws, or `message_not_found`. */
export async function findOwned<Result extends object>(
  ctx: Context,
  viewer: Viewer,
  { address, id }: { address: string; id: string },
  columns: string,
): Promise<Result> {
  const { rows } = await ctx.db.pool.query<Result>(
    `SELECT ${columns} FROM ${MESSAGES}
     WHERE b.address = $1 AND ${ownedBy(2)} AND m.id = $4 AND ${READABLE}`,
    [address, viewer.ownerId, viewer.sessionTokenHash, id],
  )
  const [row] = rows
  if (row) return row
  await getMailbox(ctx, viewer, address)
  throw new AppError('message_not_found')
}
