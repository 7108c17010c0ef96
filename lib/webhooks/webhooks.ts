/** Webhooks as their owner manages them. */
import { randomUUID } from 'node:crypto'
import { getOwnerId, type Viewer } from '@/lib/accounts/viewer'
import type { Context } from '@/lib/context'
import { type Queryable, transaction } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { getMailbox } from '@/lib/mailboxes/mailboxes'
import type { CreatedWebhookBody, WebhookBody, WebhookEventType } from './schema'
import { createWebhookSecret, encryptSecret } from './secrets'
import { toTarget } from './target'
import { wakeChains } from './wake'

type WebhookRow = {
  id: string
  url: string
  events: WebhookEventType[]
  address: string | null
  is_enabled: boolean
  disabled_reason: WebhookBody['disabled_reason']
  failing_since: Date | null
  retry_at: Date | null
  pending_events: number
  created_at: Date
}

type NewWebhook = { url: string; events: WebhookEventType[]; mailbox: string | null; isEnabled: boolean }

const COLUMNS = `w.id, w.url, w.events, w.address, w.is_enabled, w.disabled_reason, w.failing_since, w.retry_at, w.created_at,
  (SELECT count(*)::int FROM webhook_events e WHERE e.webhook_id = w.id) AS pending_events`

/**
 * Counted and inserted under a lock on the account. `mailbox` is one of the owner's live addresses. Throws
 * `webhook_limit_reached`, `invalid_webhook_url`, and what getMailbox throws.
 */
export async function createWebhook(ctx: Context, viewer: Viewer, input: NewWebhook): Promise<CreatedWebhookBody> {
  const userId = getOwnerId(viewer)
  const url = toTarget(ctx.config, input.url)
  const mailbox = input.mailbox === null ? null : await getMailbox(ctx, viewer, input.mailbox)
  const id = randomUUID()
  const secret = createWebhookSecret()
  return transaction(ctx.db, async (client) => {
    await assertRoom(client, userId)
    const { rows } = await client.query<WebhookRow>(
      `INSERT INTO webhooks AS w (id, user_id, mailbox_id, address, url, secret, events, is_enabled)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING ${COLUMNS}`,
      [
        id,
        userId,
        mailbox?.id ?? null,
        mailbox?.address ?? null,
        url,
        encryptSecret(ctx.config, id, secret),
        input.events,
        input.isEnabled,
      ],
    )
    const [row] = rows
    if (!row) throw new Error('the insert returned no row')
    return { ...toWebhookBody(row), secret }
  })
}

async function assertRoom(client: Queryable, userId: string): Promise<void> {
  const { rows } = await client.query<{ max: number; plan: string }>(
    'SELECT p.max_webhooks AS max, p.id AS plan FROM users u JOIN plans p ON p.id = u.plan_id WHERE u.id = $1 FOR UPDATE OF u',
    [userId],
  )
  const [limit] = rows
  if (!limit) throw new AppError('unauthorized')
  // only a statement that starts after the lock is held sees what others have made
  const { rows: counted } = await client.query<{ used: number }>(
    'SELECT count(*)::int AS used FROM webhooks WHERE user_id = $1',
    [userId],
  )
  if ((counted[0]?.used ?? 0) < limit.max) return
  const detail = `The plan "${limit.plan}" allows ${limit.max} webhooks.`
  throw new AppError('webhook_limit_reached', { detail, extra: { limit: limit.max, plan: limit.plan } })
}

/** All of an account, newest first. Secrets stay untold. */
export async function listWebhooks({ db }: Context, viewer: Viewer): Promise<WebhookBody[]> {
  const { rows } = await db.pool.query<WebhookRow>(
    `SELECT ${COLUMNS} FROM webhooks w WHERE w.user_id = $1 ORDER BY w.created_at DESC, w.id`,
    [getOwnerId(viewer)],
  )
  return rows.map(toWebhookBody)
}

type Change = { url?: string; events?: WebhookEventType[]; isEnabled?: boolean }

/**
 * A webhook that is switched off is told nothing and forgets what was waiting; switched on, or given another URL, it
 * starts with a clean record. Throws `webhook_not_found`, `invalid_webhook_url`.
 */
export async function updateWebhook(ctx: Context, viewer: Viewer, id: string, change: Change): Promise<WebhookBody> {
  const url = change.url === undefined ? null : toTarget(ctx.config, change.url)
  return transaction(ctx.db, async (client) => {
    const { rows } = await client.query<WebhookRow>(
      `UPDATE webhooks w SET url = coalesce($3, w.url), events = coalesce($4, w.events),
         is_enabled = coalesce($5, w.is_enabled),
         disabled_reason = CASE WHEN $5::boolean IS NULL THEN w.disabled_reason END,
         failures = CASE WHEN $6 THEN 0 ELSE w.failures END,
         failing_since = CASE WHEN $6 THEN NULL ELSE w.failing_since END,
         retry_at = CASE WHEN $6 THEN NULL ELSE w.retry_at END,
         probe_until = CASE WHEN $6 THEN NULL ELSE w.probe_until END
       WHERE w.id = $1 AND w.user_id = $2 RETURNING ${COLUMNS}`,
      [id, getOwnerId(viewer), url, change.events ?? null, change.isEnabled ?? null, isFreshStart(change)],
    )
    const [row] = rows
    if (!row) throw new AppError('webhook_not_found')
    if (row.is_enabled) {
      if (isFreshStart(change)) await wakeChains(client, id)
      return toWebhookBody(row)
    }
    await client.query('DELETE FROM webhook_events WHERE webhook_id = $1', [id])
    return { ...toWebhookBody(row), pending_events: 0 }
  })
}

const isFreshStart = ({ url, isEnabled }: Change) => url !== undefined || isEnabled !== undefined

/** Nothing is sent to it from here on, except what is under way. Throws `webhook_not_found`. */
export async function deleteWebhook({ db }: Context, viewer: Viewer, id: string): Promise<void> {
  const { rowCount } = await db.pool.query('DELETE FROM webhooks WHERE id = $1 AND user_id = $2', [
    id,
    getOwnerId(viewer),
  ])
  if (rowCount === 0) throw new AppError('webhook_not_found')
}

function toWebhookBody(row: WebhookRow): WebhookBody {
  return {
    id: row.id,
    url: row.url,
    events: row.events,
    mailbox: row.address,
    is_enabled: row.is_enabled,
    disabled_reason: row.disabled_reason,
    failing_since: row.failing_since?.toISOString() ?? null,
    next_attempt_at: row.is_enabled ? (row.retry_at?.toISOString() ?? null) : null,
    pending_events: row.pending_events,
    created_at: row.created_at.toISOString(),
  }
}
