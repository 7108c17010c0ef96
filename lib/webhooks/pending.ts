/** The next event of a chain, and what becomes of it. */
import type { Context } from '@/lib/context'
import type { MailboxBody } from '@/lib/mailboxes/schema'
import type { WebhookBody, WebhookEventType } from './schema'
import type { Sent } from './send'
import { type Chain, wakeChains } from './wake'

export type PendingEvent = Chain & {
  id: string
  type: WebhookEventType
  address: string
  at: Date
  seq: number
  messageId: string | null
  mailbox: MailboxBody | null
  attempts: number
  /** Something that comes before it is not yet readable. */
  isHeld: boolean
  userId: string
  url: string
  secret: Buffer
  /** Failures of the webhook in a row. */
  failures: number
  /** Milliseconds until the webhook may be tried again; null when it is well. */
  retryInMs: number | null
}

/** The oldest event of the chain; null when there is none, or the webhook is switched off. */
export async function findNextEvent({ db }: Context, { webhookId, mailboxId }: Chain): Promise<PendingEvent | null> {
  const { rows } = await db.pool.query<PendingEvent>({
    name: 'find_next_webhook_event',
    text: `SELECT e.id, e.webhook_id AS "webhookId", e.mailbox_id AS "mailboxId", e.type, e.address, e.at, e.seq,
             e.message_id AS "messageId", e.mailbox, e.attempts, w.user_id AS "userId", w.url, w.secret, w.failures,
             ceil(extract(epoch FROM w.retry_at - clock_timestamp()) * 1000)::float8 AS "retryInMs",
             EXISTS (SELECT FROM unparsed_messages u
                     WHERE u.mailbox_id = e.mailbox_id AND 2 * u.seq::bigint < e.position) AS "isHeld"
           FROM webhook_events e JOIN webhooks w ON w.id = e.webhook_id
           WHERE e.webhook_id = $1 AND e.mailbox_id = $2 AND w.is_enabled
           ORDER BY e.position, e.number LIMIT 1`,
    values: [webhookId, mailboxId],
  })
  return rows[0] ?? null
}

/** While a receiver fails, one of its chains at a time finds out whether it is back. True: the caller is that one. */
export async function claimProbe({ db }: Context, webhookId: string): Promise<boolean> {
  const { rowCount } = await db.pool.query(
    `UPDATE webhooks SET probe_until = now() + interval '15 seconds'
     WHERE id = $1 AND (retry_at IS NULL OR retry_at <= now()) AND (probe_until IS NULL OR probe_until <= now())`,
    [webhookId],
  )
  return rowCount === 1
}

/** How many attempts are kept for a webhook's owner to look at. */
const LOG_LENGTH = 200

/** $1 webhook, $2 event, $3 result, $4 status, $5 duration, $6 error */
const LOG = `INSERT INTO webhook_attempts (webhook_id, event_id, event, attempt, result, status, duration_ms, error)
  SELECT $1, e.id, to_jsonb(e), e.attempts + 1, $3, $4, $5, $6 FROM webhook_events e WHERE e.id = $2`
const TRIM = `DELETE FROM webhook_attempts a WHERE a.webhook_id = $1 AND (a.at, a.id) < (
  SELECT k.at, k.id FROM webhook_attempts k WHERE k.webhook_id = $1 ORDER BY k.at DESC, k.id DESC OFFSET ${LOG_LENGTH - 1} LIMIT 1)`

/** The event leaves the queue for the log. A receiver that is back gets everything that waited, at once. */
export async function settleDelivered({ db }: Context, { id, webhookId }: PendingEvent, sent: Sent): Promise<void> {
  const { rowCount: recovered } = await db.pool.query({
    name: 'settle_delivered_webhook_event',
    text: `WITH logged AS (${LOG}), trimmed AS (${TRIM}),
             gone AS (DELETE FROM webhook_events WHERE id = $2 AND webhook_id = $1)
           UPDATE webhooks SET failures = 0, failing_since = NULL, retry_at = NULL, probe_until = NULL
           WHERE id = $1 AND failures > 0`,
    values: [webhookId, id, 'delivered', sent.status, sent.durationMs, null],
  })
  if (recovered) await wakeChains(db.pool, webhookId)
}

/** A receiver that failed this long is switched off; an event that did, while others got through, is given up. */
const PATIENCE = `interval '24 hours'`

/**
 * The event stays, and the webhook waits `retryInMs`; after 24 hours, or 410 Gone, the webhook is switched off. Resolves
 * with false when there is nothing left to try.
 */
export async function settleFailed(
  { db }: Context,
  { id, webhookId }: PendingEvent,
  sent: Sent,
  retryInMs: number,
): Promise<boolean> {
  const { rows } = await db.pool.query<{ is_given_up: boolean }>(
    `WITH tried AS (
       UPDATE webhook_events SET attempts = attempts + 1, failing_since = coalesce(failing_since, now())
       WHERE id = $2 AND webhook_id = $1 RETURNING failing_since <= now() - ${PATIENCE} AS is_given_up
     ), logged AS (${LOG}), trimmed AS (${TRIM})
     SELECT is_given_up FROM tried`,
    [webhookId, id, 'failed', sent.status, sent.durationMs, sent.error],
  )
  const { rows: webhooks } = await db.pool.query<{ is_over: boolean }>(
    `UPDATE webhooks SET failures = failures + 1, failing_since = coalesce(failing_since, now()),
       retry_at = now() + $2 * interval '1 millisecond', probe_until = NULL
     WHERE id = $1 RETURNING failing_since <= now() - ${PATIENCE} AS is_over`,
    [webhookId, retryInMs],
  )
  const reason = sent.status === 410 ? 'gone' : webhooks[0]?.is_over ? 'failing' : null
  if (reason) {
    await disableWebhook({ db }, webhookId, reason)
    return false
  }
  if (rows[0]?.is_given_up) {
    await db.pool.query(
      `WITH gone AS (DELETE FROM webhook_events WHERE id = $2 AND webhook_id = $1)
       UPDATE webhook_attempts SET result = 'given_up'
       WHERE id = (SELECT id FROM webhook_attempts WHERE webhook_id = $1 AND event_id = $2 ORDER BY at DESC LIMIT 1)`,
      [webhookId, id],
    )
  }
  return rows.length > 0
}

/** Switched off with a reason that its owner reads; what waited is forgotten, the log stays. */
export async function disableWebhook(
  { db }: Pick<Context, 'db'>,
  webhookId: string,
  reason: NonNullable<WebhookBody['disabled_reason']>,
): Promise<void> {
  await db.pool.query(
    `WITH forgotten AS (DELETE FROM webhook_events WHERE webhook_id = $1)
     UPDATE webhooks SET is_enabled = false, disabled_reason = $2 WHERE id = $1`,
    [webhookId, reason],
  )
}

/** Events are small, but a flood of mail makes a flood of them, which a mailbox's own bounds do not stop. */
const MAX_PENDING = 100_000

/** Switches off webhooks whose receivers are so far behind that they will hardly catch up. */
export async function disableOverrun({ db }: Pick<Context, 'db'>, maxPending = MAX_PENDING): Promise<void> {
  const { rows } = await db.pool.query<{ webhook_id: string }>(
    'SELECT webhook_id FROM webhook_events GROUP BY webhook_id HAVING count(*) > $1',
    [maxPending],
  )
  for (const { webhook_id } of rows) await disableWebhook({ db }, webhook_id, 'overrun')
}
