/** Delivers webhooks, one chain a job, and takes the other jobs of the queue along. */
import type { TaskList } from 'graphile-worker'
import { z } from 'zod'
import type { Context } from '@/lib/context'
import { type Backoff, backoffMs } from '@/lib/webhooks/backoff'
import { type Courier, deliverChain } from '@/lib/webhooks/deliver'
import { createSend, type Send } from '@/lib/webhooks/send'
import { type Chain, DELIVER_TASK, ringLostChains, scheduleChain } from '@/lib/webhooks/wake'
import { runJobs } from '../jobs'
import { createClaims } from './claims'

/** Of one user, so that slow receivers hold up their owner alone. */
const PER_USER = 8
/** When somebody else works on the chain. */
const TAKEN_MS = 500

const ChainPayload = z.object({ webhookId: z.uuid(), mailboxId: z.uuid() })

type Options = {
  send?: Send
  backoff?: Backoff
  pollMs?: number
  onReady?(): void
  /** Other tasks than webhooks. */
  tasks?: TaskList
}

/**
 * Takes jobs until the signal aborts; attempts under way are then cut off and made again by whoever runs next. Rejects
 * when the queue cannot be used: run it again.
 */
export async function runWebhookWorker(
  ctx: Context,
  signal: AbortSignal,
  { send = createSend(ctx.config), backoff = backoffMs, tasks, ...options }: Options = {},
): Promise<void> {
  const claims = createClaims(ctx.db.url)
  const courier: Courier = { send, backoffMs: backoff, ...createPlaces(PER_USER) }

  async function deliver(chain: Chain): Promise<void> {
    const key = `webhook:${chain.webhookId}:${chain.mailboxId}`
    const again = await claims.whileClaimed(key, async (lost) => ({
      inMs: await deliverChain(ctx, courier, chain, AbortSignal.any([lost, signal])),
    }))
    const inMs = again ? again.inMs : TAKEN_MS
    if (inMs !== null) await scheduleChain(ctx.db.pool, chain, inMs)
  }

  try {
    await ringLostChains(ctx.db.pool, { all: true })
    const taskList = { ...tasks, [DELIVER_TASK]: (payload: unknown) => deliver(ChainPayload.parse(payload)) }
    await runJobs(ctx, taskList, signal, options)
  } finally {
    await claims.close()
  }
}

function createPlaces(width: number): Pick<Courier, 'enter' | 'leave'> {
  const taken = new Map<string, number>()
  return {
    enter(userId) {
      const count = taken.get(userId) ?? 0
      if (count >= width) return false
      taken.set(userId, count + 1)
      return true
    },
    leave(userId) {
      const count = (taken.get(userId) ?? 1) - 1
      if (count > 0) taken.set(userId, count)
      else taken.delete(userId)
    },
  }
}
