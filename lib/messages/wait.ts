/** Waiting for the one message a script needs, and saying what came instead. */
import type { Viewer } from '@/lib/accounts/viewer'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { getLiveRow } from '@/lib/events/follow'
import { getWatch } from '@/lib/events/watch'
import { listRefusedSince } from '@/lib/mailboxes/deliveries'
import { getMailbox } from '@/lib/mailboxes/mailboxes'
import { createAlarm } from './alarm'
import { findMatch, listNearMisses, type Wanted } from './matches'
import { getMessage } from './messages'
import type { MessageBody, WaitBody } from './schema'

type Input = Wanted & { timeoutMs: number; afterSeq: number }

/**
 * The oldest readable match with seq > `afterSeq`, as soon as there is one; a timeout of 0 is one look. Throws what
 * getMailbox throws, at once also when the mailbox ends meanwhile. An aborted signal ends it with an answer
 * that nobody reads.
 */
export async function waitForMessage(
  ctx: Context,
  viewer: Viewer,
  address: string,
  { timeoutMs, afterSeq, ...wanted }: Input,
  signal: AbortSignal,
): Promise<WaitBody> {
  const startedAt = performance.now()
  const mailbox = await getMailbox(ctx, viewer, address)
  const alarm = createAlarm(Math.max(0, timeoutMs - (performance.now() - startedAt)), signal)
  const seat = getWatch(ctx).join(mailbox.id, { onLook: alarm.ring })
  try {
    let look = await seat.look()
    const since = new Date(look.now.getTime() - (performance.now() - startedAt))
    let resumeAt = afterSeq
    while (true) {
      getLiveRow(look)
      const range = { afterSeq: resumeAt, untilSeq: look.readableSeq }
      const message = await findMatchingMessage(ctx, viewer, { id: mailbox.id, address }, range, wanted)
      if (message) return { status: 'matched', cursor: message.seq, message }
      if (alarm.isOver()) break
      // what has no contents yet may match once it has
      resumeAt = Math.max(afterSeq, Math.min(look.readableSeq, look.parsedSeq))
      const news = await alarm.next(look)
      if (signal.aborted) break
      look = news ?? (await seat.look())
    }
    if (signal.aborted) return { status: 'timeout', cursor: afterSeq, message: null, near_misses: [], refused: [] }
    const cursor = Math.max(afterSeq, look.readableSeq)
    const misses = listNearMisses(ctx, mailbox.id, { afterSeq, untilSeq: cursor }, wanted)
    const refused = listRefusedSince(ctx, mailbox.id, since)
    return { status: 'timeout', cursor, message: null, near_misses: await misses, refused: await refused }
  } finally {
    seat.leave()
    alarm.stop()
  }
}

/** The whole message; what is deleted between match and reading is passed over. */
async function findMatchingMessage(
  ctx: Context,
  viewer: Viewer,
  mailbox: { id: string; address: string },
  range: { afterSeq: number; untilSeq: number },
  wanted: Wanted,
): Promise<MessageBody | null> {
  let afterSeq = range.afterSeq
  while (true) {
    const match = await findMatch(ctx, mailbox.id, { ...range, afterSeq }, wanted)
    if (!match) return null
    try {
      return await getMessage(ctx, viewer, mailbox.address, match.id)
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'message_not_found') throw error
      afterSeq = match.seq
    }
  }
}
