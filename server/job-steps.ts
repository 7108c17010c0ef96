/** What the companion does for others through the queue of jobs, as loops. */
import { z } from 'zod'
import type { Context } from '@/lib/context'
import { PARSE_TASK, parseStored } from '@/lib/inbound/parse-soon'
import type { ContentsWriter } from '@/lib/messages/contents'
import { disableOverrun } from '@/lib/webhooks/pending'
import { ringLostChains } from '@/lib/webhooks/wake'
import type { Step } from './every'
import { runJobs } from './jobs'
import { runWebhookWorker } from './webhooks/worker'

const TIDY_EVERY_MS = 10_000
const RESTART_MS = 1_000

const ParsePayload = z.object({ ids: z.array(z.uuid()) })

/** Webhooks need the server's secret: without it nothing could be signed. */
export function listJobSteps(ctx: Context, contents: ContentsWriter): Step[] {
  const tasks = {
    [PARSE_TASK]: (payload: unknown) => parseStored(ctx, ParsePayload.parse(payload).ids, contents.accept),
  }
  const nextDelayMs = () => RESTART_MS
  if (!ctx.config.NEXTAUTH_SECRET) {
    ctx.log.warn({ missing: 'NEXTAUTH_SECRET' }, 'webhooks_are_off')
    return [{ name: 'jobs', step: (signal) => runJobs(ctx, tasks, signal), nextDelayMs }]
  }
  return [
    { name: 'jobs', step: (signal) => runWebhookWorker(ctx, signal, { tasks }), nextDelayMs },
    { name: 'tidy_webhooks', step: () => tidyWebhooks(ctx), nextDelayMs: () => TIDY_EVERY_MS },
  ]
}

async function tidyWebhooks(ctx: Context): Promise<void> {
  await ringLostChains(ctx.db.pool)
  await disableOverrun(ctx)
}
