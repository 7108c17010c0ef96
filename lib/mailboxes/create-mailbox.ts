/** Creating mailboxes: within the plan, under a lock on the owner, never on an address in use or in quarantine. */
import { createSessionToken, hashToken } from '@/lib/accounts/sessions'
import type { Viewer } from '@/lib/accounts/viewer'
import type { Context } from '@/lib/context'
import { type Queryable, transaction } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { randomLocalPart, toLocalPart } from './address'
import { answerOnce } from './idempotency'
import { type MailboxRow, ownedBy, toMailboxBody } from './mailboxes'
import { assertOwnNamespace, toNamespace } from './namespace'
import type { MailboxBody, OwnerType } from './schema'

export type CreateInput = {
  ttlMinutes?: number
  localPart?: string
  domain?: string
  idempotencyKey?: string
  /** Through which door it is made, where that is not told by who makes it. */
  ownerType?: OwnerType
  /** Of the new mailbox, where its credential follows from it; a UUID that was never used. */
  id?: string
}

export type Created = { mailbox: MailboxBody /** Only for a caller who had no identity. */; sessionToken?: string }

const RETIRED = 'SELECT FROM retired_addresses WHERE address = $1 AND available_at > now()'

type Owner = { type: OwnerType; id: string | null; sessionTokenHash: Buffer | null; planId: string }

/**
 * Atomic: counted, checked and inserted in one transaction under the owner's lock. The same idempotency key of the same
 * caller gets the same answer for 24 hours. Throws `invalid_local_part`, `reserved_local_part`, `unknown_domain`,
 * `address_taken`, `mailbox_limit_reached`, `idempotency_key_reused`.
 */
export async function createMailbox(ctx: Context, viewer: Viewer, input: CreateInput): Promise<Created> {
  const domain = input.domain?.toLowerCase() ?? ctx.config.MAIL_DOMAINS[0]
  if (!ctx.config.MAIL_DOMAINS.includes(domain)) {
    throw new AppError('unknown_domain', { errors: [{ path: 'domain', message: 'GET /api/v1/domains lists ours.' }] })
  }
  const chosen = input.localPart === undefined ? undefined : toLocalPart(input.localPart)
  const request = {
    key: input.idempotencyKey,
    caller: viewer.ownerId ?? viewer.sessionTokenHash?.toString('hex') ?? 'nobody',
    parameters: [input.ttlMinutes, chosen, domain],
  }
  const created = await transaction(ctx.db, async (client) => {
    const { answer: mailbox, seed } = await answerOnce(ctx, client, request, async (seed) => {
      const newTokenHash = viewer.kind === 'none' ? hashToken(createSessionToken(ctx.config, seed)) : null
      const owner = toOwner(viewer, { newTokenHash, type: input.ownerType })
      await lockOwner(client, owner)
      return toMailboxBody(
        await insertMailbox(client, owner, { id: input.id, ttlMinutes: input.ttlMinutes, domain, chosen }),
      )
    })
    return { mailbox, ...(viewer.kind === 'none' ? { sessionToken: createSessionToken(ctx.config, seed) } : {}) }
  })
  // whoever waits for the first mail of an address hears that it is there
  const isAwaited = viewer.ownerId !== null && toNamespace(created.mailbox.address) !== null
  if (isAwaited) ctx.bus.publish({ type: 'account', mailboxId: viewer.ownerId ?? '' })
  return created
}

function toOwner(
  viewer: Viewer,
  { newTokenHash, type }: { newTokenHash: Buffer | null; type: OwnerType | undefined },
): Owner {
  const kind = viewer.kind === 'none' ? 'anonymous' : viewer.kind
  return {
    type: type ?? kind,
    id: viewer.ownerId,
    sessionTokenHash: newTokenHash ?? viewer.sessionTokenHash,
    planId: viewer.planId,
  }
}

/** Whoever adds to one owner's mailboxes queues here, so that a limit is counted and used up by one at a time. */
export async function lockOwner(
  client: Queryable,
  { id, sessionTokenHash }: Pick<Owner, 'id' | 'sessionTokenHash'>,
): Promise<void> {
  const name = id ?? sessionTokenHash?.toString('hex')
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`owner:${name}`])
}

type Wanted = { id: string | undefined; ttlMinutes: number | undefined; domain: string; chosen: string | undefined }

async function insertMailbox(client: Queryable, owner: Owner, wanted: Wanted): Promise<MailboxRow> {
  await assertAccount(client, owner)
  if (wanted.chosen !== undefined) await assertOwnNamespace(client, owner.id, `${wanted.chosen}@${wanted.domain}`)
  await assertRoom(client, owner)
  for (let attempt = 0; attempt < 5; attempt++) {
    const address = `${wanted.chosen ?? randomLocalPart()}@${wanted.domain}`
    const row = await tryInsert(client, owner, address, wanted)
    if (row) return row
    if (wanted.chosen !== undefined) break
  }
  throw new AppError('address_taken')
}

/** An account that is being deleted takes nothing new: its row is held until the mailbox is committed. */
async function assertAccount(client: Queryable, { id }: Owner): Promise<void> {
  if (id === null) return
  const { rowCount } = await client.query('SELECT FROM users WHERE id = $1 FOR KEY SHARE', [id])
  if (rowCount === 0) throw new AppError('unauthorized')
}

async function assertRoom(client: Queryable, owner: Owner): Promise<void> {
  const { rows } = await client.query<{ used: number; max: number }>(
    `SELECT max_active_mailboxes AS max, (SELECT count(*)::int FROM live_mailboxes WHERE ${ownedBy(2)}) AS used
     FROM plans WHERE id = $1`,
    [owner.planId, owner.id, owner.sessionTokenHash],
  )
  const { used = 0, max = 0 } = rows[0] ?? {}
  if (used >= max) throw limitReached(owner.planId, max)
}

export function limitReached(plan: string, limit: number): AppError {
  const detail = `The plan "${plan}" allows ${limit} active mailboxes.`
  return new AppError('mailbox_limit_reached', { detail, extra: { limit, plan } })
}

/**
 * null when the address is in use or in quarantine. Quarantine is asked again after the insert, by a statement with a
 * newer snapshot: an insert that waited for a purge of the same address must see what that purge retired.
 */
async function tryInsert(
  client: Queryable,
  owner: Owner,
  address: string,
  { id, ttlMinutes }: Wanted,
): Promise<MailboxRow | null> {
  const { rows } = await client.query<MailboxRow>(
    `INSERT INTO mailboxes (id, address, created_at, expires_at, ttl_minutes, owner_type, owner_id, session_token_hash)
     SELECT coalesce($7::uuid, gen_random_uuid()), $1, t.at, t.at + make_interval(mins => t.minutes), t.minutes, $2, $3, $4
     FROM (SELECT date_trunc('milliseconds', clock_timestamp()) AS at,
                  least(coalesce($5::float8, default_ttl_minutes), max_ttl_minutes)::int AS minutes
           FROM plans WHERE id = $6) t
     WHERE NOT EXISTS (${RETIRED})
     ON CONFLICT (address) DO NOTHING RETURNING *`,
    [address, owner.type, owner.id, owner.sessionTokenHash, ttlMinutes ?? null, owner.planId, id ?? null],
  )
  const { rowCount } = await client.query(RETIRED, [address])
  if (rows[0] && rowCount) throw new AppError('address_taken')
  return rows[0] ?? null
}
