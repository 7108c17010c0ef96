/** A mailbox as it happens: what server-sent events and other live views are dressed from. */
import { followCredential } from '@/lib/accounts/follow-credential'
import type { Viewer } from '@/lib/accounts/viewer'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { endedError, getMailbox, type MailboxRow, toMailboxBody } from '@/lib/mailboxes/mailboxes'
import type { SummaryBody } from '@/lib/messages/schema'
import { listMessagesAfter } from '@/lib/messages/summaries'
import { createEventQueue } from './event-queue'
import { isEnd, type MailboxEvent, type SharedEvent } from './events'
import type { Look } from './look'
import { getWatch } from './watch'

export type { MailboxEvent } from './events'

type Input = {
  /** Replays every message with a greater seq first; null: only what comes from now on. */
  afterSeq: number | null
  signal: AbortSignal
}

const REPLAY_PAGE = 200
const MAX_WAITING_EVENTS = 1_000

/**
 * `ready` first, then every message exactly once and in order of seq, then what changes; ends after `mailbox_expired`
 * or `mailbox_deleted`, when the signal aborts or the viewer's key or session ends, or when the reader falls 1,000 events behind (it resumes by seq).
 * The first pull throws what getMailbox throws.
 */
export async function* follow(
  ctx: Context,
  viewer: Viewer,
  address: string,
  { afterSeq, signal: wish }: Input,
): AsyncGenerator<MailboxEvent, void> {
  const mailbox = await getMailbox(ctx, viewer, address)
  const { signal, leave } = followCredential(ctx, viewer, wish)
  const queue = createEventQueue<SharedEvent>(MAX_WAITING_EVENTS)
  // Listening comes before looking, so that nothing falls between `ready` and the first event.
  const seat = getWatch(ctx).join(mailbox.id, { onEvent: queue.push })
  signal.addEventListener('abort', queue.close, { once: true })
  if (signal.aborted) queue.close()
  try {
    const look = await seat.look()
    const row = getLiveRow(look)
    yield { type: 'ready', mailbox: toMailboxBody(row) }
    let cursor = Math.min(afterSeq ?? look.readableSeq, row.last_seq)
    for await (const message of replay(ctx, mailbox.id, cursor, look.readableSeq)) {
      if (signal.aborted) return
      cursor = message.seq
      yield { type: 'new_message', message }
    }
    yield* tellAfter(cursor, queue.next, signal)
  } finally {
    seat.leave()
    leave()
    queue.close()
    signal.removeEventListener('abort', queue.close)
  }
}

/** The mailbox of a look. Throws for one that ended what getMailbox throws. */
export function getLiveRow({ row, end }: Look): MailboxRow {
  if (!row) throw new AppError('mailbox_not_found')
  if (end !== null) throw endedError(row)
  return row
}

async function* replay(
  ctx: Context,
  mailboxId: string,
  afterSeq: number,
  readableSeq: number,
): AsyncGenerator<SummaryBody> {
  let cursor = afterSeq
  let isMore = cursor < readableSeq
  while (isMore) {
    const page = await listMessagesAfter(ctx, mailboxId, cursor, REPLAY_PAGE)
    yield* page
    cursor = page.at(-1)?.seq ?? cursor
    isMore = page.length === REPLAY_PAGE
  }
}

/** Leaves out what was told before (replay and feed overlap), and changes of what is yet to be told. */
async function* tellAfter(
  afterSeq: number,
  next: () => Promise<SharedEvent | undefined>,
  signal: AbortSignal,
): AsyncGenerator<MailboxEvent> {
  let cursor = afterSeq
  for (let event = await next(); event && !signal.aborted; event = await next()) {
    if (event.type === 'new_message') {
      if (event.message.seq <= cursor) continue
      cursor = event.message.seq
    } else if (event.type === 'message_updated' && event.message.seq > cursor) continue
    else if (event.type === 'message_deleted' && event.seq > cursor) continue
    yield event
    if (isEnd(event)) return
  }
}
