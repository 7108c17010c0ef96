/**
 * Jobs of the queue. A chain is what one webhook is told about one mailbox: in order, one event at a time. Its job says
 * only that there may be work; what the work is stands in `webhook_events`.
 */
import type { Queryable } from '@/lib/db'

export type Chain = { webhookId: string; mailboxId: string }

/** What the triggers name the task, too. */
export const DELIVER_TASK = 'deliver_webhook'

const JOB = `graphile_worker.add_job('${DELIVER_TASK}', json_build_object('webhookId', c.w, 'mailboxId', c.m),
  run_at := now() + $2 * interval '1 millisecond', job_key := 'webhook:' || c.w || ':' || c.m)`

/** The chain's job runs then, whatever was planned for it before. */
export async function scheduleChain(db: Queryable, { webhookId, mailboxId }: Chain, inMs: number): Promise<void> {
  await db.query(`SELECT ${JOB} FROM (VALUES ($1::uuid, $3::uuid)) AS c (w, m)`, [
    webhookId,
    Math.round(inMs),
    mailboxId,
  ])
}

/** All chains of a webhook that have something to tell run now. */
export async function wakeChains(db: Queryable, webhookId: string): Promise<void> {
  await db.query(
    `SELECT ${JOB} FROM (SELECT DISTINCT webhook_id AS w, mailbox_id AS m FROM webhook_events
                         WHERE webhook_id = $1 ORDER BY mailbox_id) AS c`,
    [webhookId, 0],
  )
}

/** Longer than any worker holds a job: one held longer belongs to a process that is gone. */
const HELD_TOO_LONG = `interval '40 seconds'`

/**
 * Rings for chains with something to tell that no job stands for: rows are the truth, jobs may be lost with a process.
 * `all` doubts every job that is being worked on, for a start after a crash. A chain is worked on by one at a time, so a
 * ring too many does no harm. Returns how many were rung.
 */
export async function ringLostChains(db: Queryable, { all = false } = {}): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `WITH lost AS MATERIALIZED (
       SELECT e.webhook_id AS w, e.mailbox_id AS m FROM webhook_events e
       WHERE NOT EXISTS (
         SELECT FROM graphile_worker.jobs j
         WHERE j.key = 'webhook:' || e.webhook_id || ':' || e.mailbox_id AND j.attempts < j.max_attempts
           AND (j.locked_at IS NULL OR (NOT $1 AND j.locked_at > now() - ${HELD_TOO_LONG})))
       GROUP BY 1, 2)
     SELECT count(*)::int, ring_webhooks(array_agg(w), array_agg(m)) FROM lost HAVING count(*) > 0`,
    [all],
  )
  return rows[0]?.count ?? 0
}
