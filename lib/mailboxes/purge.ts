/**
 * The reclamation half of expiry: deletes what ended long ago, messages by foreign-key cascade, and files the address
 * so that nobody gets it again during the quarantine. Their bytes and contents go with the slot they lie in. Safe to run
 * from any number of processes at once.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '@/lib/context'
import { type Queryable, transaction } from '@/lib/db'
import { deleteBulk } from '@/lib/messages/bulk'
import { emptyClosedSlot } from '@/lib/messages/empty-slot'
import { isEmptiedSoon } from '@/lib/messages/slots'

export type PurgeCounts = { mailboxes: number; retired_addresses: number; idempotency_keys: number }

type Options = { batchSize?: number; pauseMs?: number; signal?: AbortSignal }

/** An address leaves `mailboxes` and enters `retired_addresses` in one statement: it is never free in between. */
const PURGE_MAILBOXES = `
  WITH gone AS (DELETE FROM mailboxes WHERE id = ANY ($1::uuid[]) RETURNING address)
  INSERT INTO retired_addresses (address, available_at)
  SELECT address, now() + make_interval(secs => $2) FROM gone
  ON CONFLICT (address) DO UPDATE SET available_at = greatest(retired_addresses.available_at, excluded.available_at)`

const PURGE_ADDRESSES = `
  DELETE FROM retired_addresses WHERE address IN (
    SELECT address FROM retired_addresses WHERE available_at <= now() LIMIT $1 FOR UPDATE SKIP LOCKED)`

/** Webhooks of one mailbox go after it, once they have told its end. */
const PURGE_WEBHOOKS = `
  DELETE FROM webhooks WHERE id IN (
    SELECT w.id FROM webhooks w
    WHERE w.mailbox_id IS NOT NULL AND NOT EXISTS (SELECT FROM mailboxes m WHERE m.id = w.mailbox_id)
      AND NOT EXISTS (SELECT FROM webhook_events e WHERE e.webhook_id = w.id)
    LIMIT $1 FOR UPDATE SKIP LOCKED)`

const PURGE_KEYS = `
  DELETE FROM idempotency_keys WHERE key_hash IN (
    SELECT key_hash FROM idempotency_keys WHERE created_at <= now() - interval '24 hours'
    LIMIT $1 FOR UPDATE SKIP LOCKED)`

/** One pass over all that may go, in batches with a pause, so that deliveries pass between them. */
export async function purge(
  { db, config }: Pick<Context, 'db' | 'config'>,
  options: Options = {},
): Promise<PurgeCounts> {
  const { batchSize = 1_000, pauseMs = 10, signal } = options
  const afterSeconds = config.PURGE_AFTER_HOURS * 3_600
  const quarantineSeconds = config.ADDRESS_QUARANTINE_DAYS * 86_400

  async function inBatches(deleteSome: () => Promise<number>): Promise<number> {
    let total = 0
    while (!signal?.aborted) {
      const count = await deleteSome()
      total += count
      if (count < batchSize) break
      await sleep(pauseMs, undefined, { signal }).catch(() => {})
    }
    return total
  }
  const byStatement = (text: string) => inBatches(async () => (await db.pool.query(text, [batchSize])).rowCount ?? 0)

  const mailboxes = await inBatches(() =>
    transaction(db, (client) => purgeMailboxes(client, { batchSize, afterSeconds, quarantineSeconds })),
  )
  await emptyClosedSlot({ db }, { afterSeconds, signal })
  await byStatement(PURGE_WEBHOOKS)
  return {
    mailboxes,
    retired_addresses: await byStatement(PURGE_ADDRESSES),
    idempotency_keys: await byStatement(PURGE_KEYS),
  }
}

type Batch = { batchSize: number; afterSeconds: number; quarantineSeconds: number }

/**
 * Leaves bulk to the emptying of its slot where that is due within hours. It is not where a mailbox ended before its time:
 * there bytes and contents are deleted now.
 */
async function purgeMailboxes(client: Queryable, { batchSize, afterSeconds, quarantineSeconds }: Batch) {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM mailboxes WHERE NOT is_active AND coalesce(ended_at, expires_at) <= now() - make_interval(secs => $2)
     ORDER BY coalesce(ended_at, expires_at) LIMIT $1 FOR UPDATE SKIP LOCKED`,
    [batchSize, afterSeconds],
  )
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return 0
  const { rows: late } = await client.query<{ slot: number }>(
    `SELECT DISTINCT slot FROM messages WHERE mailbox_id = ANY ($1::uuid[]) AND NOT ${isEmptiedSoon('slot')}`,
    [ids],
  )
  for (const { slot } of late) await deleteBulk(client, slot, 'mailbox_id = ANY ($1::uuid[])', [ids])
  await client.query(PURGE_MAILBOXES, [ids, quarantineSeconds])
  return ids.length
}
