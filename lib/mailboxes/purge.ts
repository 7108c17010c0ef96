/**
 * The reclamation half of expiry: deletes what ended long ago, messages by foreign-key cascade, and files the address
 * so that nobody gets it again during the quarantine. Safe to run from any number of processes at once.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '@/lib/context'

export type PurgeCounts = { mailboxes: number; retired_addresses: number; idempotency_keys: number }

type Options = { batchSize?: number; pauseMs?: number; signal?: AbortSignal }

/** An address leaves `mailboxes` and enters `retired_addresses` in one statement: it is never free in between. */
const PURGE_MAILBOXES = `
  WITH gone AS (
    DELETE FROM mailboxes WHERE id IN (
      SELECT id FROM mailboxes WHERE NOT is_active AND ended_at <= now() - make_interval(secs => $2)
      ORDER BY ended_at LIMIT $1 FOR UPDATE SKIP LOCKED)
    RETURNING address
  )
  INSERT INTO retired_addresses (address, available_at)
  SELECT address, now() + make_interval(secs => $3) FROM gone
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
  const { batchSize = 500, pauseMs = 20, signal } = options
  const afterSeconds = config.PURGE_AFTER_HOURS * 3_600
  const quarantineSeconds = config.ADDRESS_QUARANTINE_DAYS * 86_400

  async function inBatches(text: string, values: unknown[] = []): Promise<number> {
    let total = 0
    while (!signal?.aborted) {
      const { rowCount } = await db.pool.query(text, [batchSize, ...values])
      total += rowCount ?? 0
      if ((rowCount ?? 0) < batchSize) break
      await sleep(pauseMs, undefined, { signal }).catch(() => {})
    }
    return total
  }

  const mailboxes = await inBatches(PURGE_MAILBOXES, [afterSeconds, quarantineSeconds])
  await inBatches(PURGE_WEBHOOKS)
  return {
    mailboxes,
    retired_addresses: await inBatches(PURGE_ADDRESSES),
    idempotency_keys: await inBatches(PURGE_KEYS),
  }
}
