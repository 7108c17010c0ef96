/** The log of attempts, trying out a receiver, and sending again. */
import { randomUUID } from 'node:crypto'
import { getOwnerId, type Viewer } from '@/lib/accounts/viewer'
import type { Context } from '@/lib/context'
import { transaction } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { assertAllowed } from '@/lib/rate-limits'
import { toTestBody } from './payload'
import type { WebhookDeliveryBody } from './schema'
import { decryptSecret } from './secrets'
import { createSend } from './send'
import { wakeChains } from './wake'

type AttemptRow = {
  id: string
  at: Date
  event_id: string
  type: WebhookDeliveryBody['event']
  address: string | null
  seq: number | null
  attempt: number
  result: WebhookDeliveryBody['result']
  status: number | null
  duration_ms: number
  error: string | null
}

const COLUMNS = `a.id, a.at, a.event_id, a.event->>'type' AS type, a.event->>'address' AS address,
  (a.event->>'seq')::int AS seq, a.attempt, a.result, a.status, a.duration_ms, a.error`

export type LogEntry = { at: Date; key: string; body: WebhookDeliveryBody }

type Page = { limit: number; before?: { at: Date; key: string } }

/** Newest first; about two hundred are kept. Throws `webhook_not_found`. */
export async function listWebhookDeliveries(
  { db }: Context,
  viewer: Viewer,
  id: string,
  { limit, before }: Page,
): Promise<LogEntry[]> {
  await assertOwned({ db }, viewer, id)
  const { rows } = await db.pool.query<AttemptRow>(
    `SELECT ${COLUMNS} FROM webhook_attempts a
     WHERE a.webhook_id = $1 AND ($2::timestamptz IS NULL OR (a.at, a.id) < ($2, $3::uuid))
     ORDER BY a.at DESC, a.id DESC LIMIT $4`,
    [id, before?.at ?? null, before?.key ?? null, limit],
  )
  return rows.map((row) => ({ at: row.at, key: row.id, body: toDeliveryBody(row) }))
}

/** From one address after another this would be a way to knock at strangers' doors. */
const TESTS_PER_MINUTE = 10

/** Sends a `test` event now, past the queue, and tells how it went. Throws `webhook_not_found`, `rate_limited`. */
export async function testWebhook(
  ctx: Context,
  viewer: Viewer,
  id: string,
  send = createSend(ctx.config),
): Promise<WebhookDeliveryBody> {
  const { url, secret } = await assertOwned(ctx, viewer, id)
  assertAllowed(await ctx.limits.hit(`webhook-test:${getOwnerId(viewer)}`, TESTS_PER_MINUTE, 60))
  const key = decryptSecret(ctx.config, id, secret)
  if (key === null) throw new AppError('webhook_disabled', { detail: 'Its secret is lost: make a new webhook.' })
  const eventId = randomUUID()
  const sent = await send({ url, secret: key, eventId, body: toTestBody(id) })
  const { rows } = await ctx.db.pool.query<AttemptRow>(
    `INSERT INTO webhook_attempts AS a (webhook_id, event_id, event, attempt, result, status, duration_ms, error)
     SELECT id, $2, '{"type":"test"}', 1, $3, $4, $5, $6 FROM webhooks WHERE id = $1 RETURNING ${COLUMNS}`,
    [id, eventId, sent.isDelivered ? 'delivered' : 'failed', sent.status, sent.durationMs, sent.error],
  )
  const [row] = rows
  if (!row) throw new AppError('webhook_not_found')
  return toDeliveryBody(row)
}

/**
 * Puts the event of a logged attempt in the queue once more, under the id it had: next in its mailbox's order. Throws
 * `webhook_not_found`, `webhook_delivery_not_found`, `webhook_disabled`.
 */
export async function redeliver(ctx: Context, viewer: Viewer, id: string, attemptId: string): Promise<void> {
  const { is_enabled } = await assertOwned(ctx, viewer, id)
  if (!is_enabled) throw new AppError('webhook_disabled')
  await transaction(ctx.db, async (client) => {
    const { rowCount } = await client.query(
      `SELECT FROM webhook_attempts WHERE id = $2 AND webhook_id = $1 AND event->>'type' <> 'test'`,
      [id, attemptId],
    )
    if (rowCount === 0) throw new AppError('webhook_delivery_not_found')
    await client.query(
      `INSERT INTO webhook_events (id, webhook_id, mailbox_id, address, type, at, position, seq, message_id, mailbox)
       SELECT e.id, e.webhook_id, e.mailbox_id, e.address, e.type, e.at, e.position, e.seq, e.message_id, e.mailbox
       FROM webhook_attempts a, jsonb_populate_record(NULL::webhook_events, a.event) e
       WHERE a.id = $1 AND a.webhook_id = $2 ON CONFLICT (id) DO NOTHING`,
      [attemptId, id],
    )
    await client.query('UPDATE webhooks SET retry_at = NULL, probe_until = NULL WHERE id = $1', [id])
    await wakeChains(client, id)
  })
}

type Owned = { url: string; secret: Buffer; is_enabled: boolean }

async function assertOwned({ db }: Pick<Context, 'db'>, viewer: Viewer, id: string): Promise<Owned> {
  const { rows } = await db.pool.query<Owned>(
    'SELECT url, secret, is_enabled FROM webhooks WHERE id = $1 AND user_id = $2',
    [id, getOwnerId(viewer)],
  )
  const [row] = rows
  if (!row) throw new AppError('webhook_not_found')
  return row
}

function toDeliveryBody({ type, address, at, ...row }: AttemptRow): WebhookDeliveryBody {
  return { ...row, at: at.toISOString(), event: type, mailbox: address }
}
