/** One chain: what one webhook is told about one mailbox, in order, until nothing is left or something fails. */
import type { Context } from '@/lib/context'
import type { Backoff } from './backoff'
import { toBody } from './payload'
import { claimProbe, disableWebhook, findNextEvent, type PendingEvent, settleDelivered, settleFailed } from './pending'
import { decryptSecret } from './secrets'
import type { Send } from './send'
import type { Chain } from './wake'

export type Courier = {
  send: Send
  backoffMs: Backoff
  /** Takes one of the places of a user; false when all are taken. */
  enter(userId: string): boolean
  leave(userId: string): void
}

/** Then others get their turn. */
const TURN_MS = 5_000
/** Parsing takes milliseconds. */
const HELD_MS = 200
const CROWDED_MS = 400
/** A chain that failed lets the others try first. */
const MODESTY = 1.5

/**
 * The caller sees to it that nobody else works on the chain. Resolves with the milliseconds after which to look again;
 * null when nothing is left. Aborting counts as no attempt.
 */
export async function deliverChain(
  ctx: Context,
  courier: Courier,
  chain: Chain,
  signal: AbortSignal,
): Promise<number | null> {
  const endAt = performance.now() + TURN_MS
  while (!signal.aborted && performance.now() < endAt) {
    const event = await findNextEvent(ctx, chain)
    if (!event) return null
    if (event.isHeld) return HELD_MS
    if (event.retryInMs !== null && event.retryInMs > 0) return event.retryInMs
    if (!courier.enter(event.userId)) return CROWDED_MS * (1 + Math.random())
    try {
      if (event.failures > 0 && !(await claimProbe(ctx, event.webhookId))) return CROWDED_MS * (1 + Math.random())
      const restMs = await attempt(ctx, courier, event, signal)
      if (restMs > 0) return restMs
    } finally {
      courier.leave(event.userId)
    }
  }
  return 0
}

/** Resolves with how long to rest: 0 when the event was delivered or is no longer there. */
async function attempt(ctx: Context, courier: Courier, event: PendingEvent, signal: AbortSignal): Promise<number> {
  const secret = decryptSecret(ctx.config, event.webhookId, event.secret)
  if (secret === null) {
    await disableWebhook(ctx, event.webhookId, 'secret_lost')
    return 0
  }
  const letter = { url: event.url, secret, eventId: event.id, body: await toBody(ctx, event) }
  const sent = await courier.send(letter, signal)
  if (sent.isDelivered) {
    await settleDelivered(ctx, event, sent)
    return 0
  }
  if (signal.aborted) return 0
  const retryInMs = courier.backoffMs(event.failures + 1)
  const isLeft = await settleFailed(ctx, event, sent, retryInMs)
  return isLeft ? MODESTY * Math.max(retryInMs, courier.backoffMs(event.attempts + 1)) : 0
}
