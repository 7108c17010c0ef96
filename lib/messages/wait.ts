/** Waiting for the one message a script needs, and saying what came instead. */
import { followCredential } from '@/lib/accounts/follow-credential'
import type { Viewer } from '@/lib/accounts/viewer'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { getLiveRow } from '@/lib/events/follow'
import { getWatch } from '@/lib/events/watch'
import { awaitMailbox } from '@/lib/mailboxes/await-mailbox'
import { listRefusedAfter } from '@/lib/mailboxes/deliveries'
import type { Mailbox } from '@/lib/mailboxes/mailboxes'
import type { DeliveryBody } from '@/lib/mailboxes/schema'
import { createAlarm } from './alarm'
import { findMatch, listNearMisses, type NearMiss, type Wanted } from './matches'
import type { WaitBody } from './schema'

type Input = Wanted & { timeoutMs: number; afterSeq: number }

/**
 * The oldest readable match with seq > `afterSeq`, as soon as there is one; a timeout of 0 is one look. Throws what
 * awaitMailbox throws, at once also when the mailbox ends meanwhile, and `invalid_token` when the key or session does. An aborted signal ends it with an answer
 * that nobody reads.
 */
export async function waitForMessage(
  ctx: Context,
  viewer: Viewer,
  address: string,
  { timeoutMs, afterSeq, ...wanted }: Input,
  signal: AbortSignal,
): Promise<WaitBody> {
  const begun = await awaitMailbox(ctx, viewer, address, { timeoutMs, signal })
  if (!begun) return toTimeout(afterSeq)
  const { mailbox, leftMs } = begun
  const startedAt = toDatabaseTime(mailbox)
  const credential = followCredential(ctx, viewer, signal)
  const alarm = createAlarm(leftMs, credential.signal)
  const seat = getWatch(ctx).join(mailbox.id, { onLook: alarm.ring })
  try {
    let resumeAt = afterSeq
    let isLast = alarm.isOver()
    let look = await seat.look()
    while (true) {
      getLiveRow(look)
      const range = { afterSeq: resumeAt, untilSeq: look.readableSeq }
      const message = await findMatch(ctx, mailbox.id, range, wanted)
      if (message) return { status: 'matched', cursor: message.seq, message }
      if (isLast) break
      // what has no contents yet may match once it has
      resumeAt = Math.max(afterSeq, Math.min(look.readableSeq, look.parsedSeq))
      const news = await alarm.next(look)
      if (credential.hasEnded()) throw new AppError('invalid_token')
      if (signal.aborted) return toTimeout(afterSeq)
      isLast = news === null
      look = news ?? (await seat.look())
    }
    const cursor = Math.max(
      afterSeq,
      isAboutText(wanted) ? Math.min(look.readableSeq, look.parsedSeq) : look.readableSeq,
    )
    const [nearMisses, refused] = await Promise.all([
      listNearMisses(ctx, mailbox.id, { afterSeq, untilSeq: cursor }, wanted),
      listRefusedAfter(ctx, mailbox.id, startedAt),
    ])
    return toTimeout(cursor, nearMisses, refused)
  } finally {
    seat.leave()
    alarm.stop()
    credential.leave()
  }
}

/** Whether a message can only be judged once its contents are there; until then it has not been looked at. */
function isAboutText({ for: what, q }: Wanted): boolean {
  return what !== 'message' || q !== undefined
}

function toTimeout(cursor: number, nearMisses: NearMiss[] = [], refused: DeliveryBody[] = []): WaitBody {
  return { status: 'timeout', cursor, message: null, near_misses: nearMisses, refused }
}

/** The database's clock when it was asked, in whole milliseconds as attempts are recorded. */
function toDatabaseTime({ body, expiresInMs }: Mailbox): Date {
  return new Date(Math.ceil(Date.parse(body.expires_at) - expiresInMs))
}
