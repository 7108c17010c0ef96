/** Rows that tests start from, written past the operations. */
import { randomBytes } from 'node:crypto'
import type { Viewer } from '@/lib/accounts/viewer'
import type { Context } from '@/lib/context'

export type TestMailbox = { id: string; address: string; viewer: Viewer }

/** An anonymous mailbox and the viewer who owns it. `expiresIn` is a PostgreSQL interval, negative for the past. */
export async function createTestMailbox(
  { db }: Pick<Context, 'db'>,
  { expiresIn = '60 minutes', localPart = `t${randomBytes(6).toString('hex')}` } = {},
): Promise<TestMailbox> {
  const sessionTokenHash = randomBytes(32)
  const address = `${localPart}@mayfly.localhost`
  const { rows } = await db.pool.query<{ id: string }>(
    `INSERT INTO mailboxes (address, expires_at, ttl_minutes, owner_type, session_token_hash)
     VALUES ($1, now() + $2::interval, 60, 'anonymous', $3) RETURNING id`,
    [address, expiresIn, sessionTokenHash],
  )
  const id = rows[0]?.id ?? ''
  const viewer: Viewer = {
    kind: 'anonymous',
    ownerId: null,
    sessionTokenHash,
    planId: 'anonymous',
    isReadOnly: false,
    credential: null,
    rateKey: null,
  }
  return { id, address, viewer }
}
