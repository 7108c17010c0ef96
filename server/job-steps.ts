/** What the companion does for others through the queue of jobs, as loops. */
import { z } from 'zod'
import type { Context } from '@/lib/context'
import { PARSE_TASK, parseStored } from '@/lib/inbound/parse-soon'
import type { ContentsWriter } from '@/lib/messages/contents'
import { disableOverrun } from '@/lib/webhooks/pending'
import { ringLostChains } from '@/lib/webhooks/wake'
import type { Step } from './every'
import { runWebhookWorker } from './webhooks/worker'

const TIDY_EVERY_MS = 10_000
const RESTART_MS = 1_000

const ParsePayload = z.object({ ids: z.array(z.uuid()) })

export function listJobSteps(ctx: Context, contents: ContentsWriter): Step[] {
  const tasks = {
    [PARSE_TASK]: (payload: unknown) => parseStored(ctx, ParsePayload.parse(payload).ids, contents.accept),
  }
  const nextDelayMs = () => RESTART_MS
  return [
    { name: 'jobs', step: (signal) => runWebhookWorker(ctx, signal, { tasks }), nextDelayMs },
    { name: 'tidy_webhooks', step: () => tidyWebhooks(ctx), nextDelayMs: () => TIDY_EVERY_MS },
  ]
}

async function tidyWebhooks(ctx: Context): Promise<void> {
  await ringLostChains(ctx.db.pool)
  await disableOverrun(ctx)
}
