/** Accounts and their mailboxes for tests, written past the operations. */
import { randomBytes } from 'node:crypto'
import type { Viewer } from '@/lib/accounts/viewer'
import type { Context } from '@/lib/context'
import type { TestMailbox } from './factories'

/** A user on `plan`, as a viewer who is signed in. */
export async function createTestUser({ db }: Pick<Context, 'db'>, plan = 'enterprise'): Promise<Viewer> {
  const { rows } = await db.pool.query<{ id: string }>(
    'INSERT INTO users (email, plan_id) VALUES ($1, $2) RETURNING id',
    [`${randomBytes(6).toString('hex')}@example.org`, plan],
  )
  return {
    kind: 'user',
    ownerId: rows[0]?.id ?? '',
    sessionTokenHash: null,
    planId: plan,
    isReadOnly: false,
    rateKey: null,
    credential: null,
  }
}

/** A live mailbox of the user; `expiresIn` is a PostgreSQL interval. */
export async function createOwnedMailbox(
  { db }: Pick<Context, 'db'>,
  viewer: Viewer,
  { expiresIn = '60 minutes' } = {},
): Promise<TestMailbox> {
  const address = `o${randomBytes(6).toString('hex')}@mayfly.localhost`
  const { rows } = await db.pool.query<{ id: string }>(
    `INSERT INTO mailboxes (address, expires_at, ttl_minutes, owner_type, owner_id)
     VALUES ($1, date_trunc('milliseconds', now() + $2::interval), 60, 'user', $3) RETURNING id`,
    [address, expiresIn, viewer.ownerId],
  )
  return { id: rows[0]?.id ?? '', address, viewer }
}
