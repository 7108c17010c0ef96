/**
 * One followed mailbox in this process. However many follow it, its rows are read once: each look is compared with the
 * one before, and the difference is told to all.
 */
import type { Context } from '@/lib/context'
import { type MailboxRow, toMailboxBody } from '@/lib/mailboxes/mailboxes'
import { findSummary, listMessagesAfter } from '@/lib/messages/summaries'
import type { Hint } from './bus'
import type { SharedEvent } from './events'
import type { Look } from './look'

export type FeedListener = {
  onEvent?(event: SharedEvent): void
  /** Called after each look, before the events it brings. */
  onLook?(look: Look): void
}

export type Feed = {
  readonly mailboxId: string
  readonly listeners: Set<FeedListener>
  /** The last look; none before the first. */
  readonly last: Look | undefined
  /** Remembers what a hint is about until the next look. */
  note(hint: Hint): void
  /** Tells what is new since the look before. Never call it again before it settled; after a failure, look again. */
  see(look: Look): Promise<void>
}

const PAGE = 200

export function createFeed(ctx: Context, mailboxId: string): Feed {
  const listeners = new Set<FeedListener>()
  const touched = new Map<string, Hint>()
  let last: Look | undefined
  let mayHaveMissed = false
  let hasRefused = false
  /** Every message up to here was told; late ones of them were told without contents. */
  let told = 0
  let complete = 0

  function tell(event: SharedEvent): void {
    for (const { onEvent } of [...listeners]) onEvent?.(event)
  }

  async function see(look: Look): Promise<void> {
    const before = last
    last = look
    for (const { onLook } of [...listeners]) onLook?.(look)
    if (look.end !== null) return tellEnd(before ?? look, look)
    if (!before) {
      told = look.readableSeq
      complete = Math.min(told, look.parsedSeq)
    }
    if (before && isUpdated(before, look)) tellMailbox(look)
    mayHaveMissed = false
    await tellLate(look)
    await tellNew(look)
    await tellTouched()
    tellRefused(look)
  }

  function isUpdated(before: Look, look: Look): boolean {
    if (before.row?.expires_at.getTime() !== look.row?.expires_at.getTime()) return true
    return mayHaveMissed && before.version !== look.version && before.row?.last_seq === look.row?.last_seq
  }

  function tellRefused({ row }: Look): void {
    if (hasRefused && row) tell({ type: 'delivery_refused', address: row.address })
    hasRefused = false
  }

  function tellMailbox({ row }: Look): void {
    if (row) tell({ type: 'mailbox_updated', mailbox: toMailboxBody(row) })
  }

  async function tellNew({ readableSeq }: Look): Promise<void> {
    // who only waits for looks reads for himself
    const isRead = [...listeners].some(({ onEvent }) => onEvent)
    while (told < readableSeq) {
      const page = isRead ? await listMessagesAfter(ctx, mailboxId, told, PAGE) : []
      for (const message of page) tell({ type: 'new_message', message })
      const lastSeq = page.at(-1)?.seq ?? 0
      told = page.length === PAGE ? lastSeq : Math.max(lastSeq, readableSeq)
    }
    complete = Math.max(complete, Math.min(told, last?.parsedSeq ?? 0))
  }

  /** Messages that were told without contents because parsing took too long, and have them now. */
  async function tellLate({ parsedSeq }: Look): Promise<void> {
    const until = Math.min(told, parsedSeq)
    while (complete < until) {
      const page = await listMessagesAfter(ctx, mailboxId, complete, PAGE)
      const late = page.filter(({ seq }) => seq <= until)
      for (const message of late) tell({ type: 'message_updated', message })
      complete = late.length === PAGE ? (late.at(-1)?.seq ?? until) : until
    }
  }

  async function tellTouched(): Promise<void> {
    for (const [id, hint] of [...touched]) {
      if (hint.type === 'message_deleted') tell({ type: 'message_deleted', id, seq: hint.seq })
      if (hint.type === 'message_updated') {
        const message = await findSummary(ctx, mailboxId, id)
        if (message) tell({ type: 'message_updated', message })
      }
      // a hint that came meanwhile stays for the next look
      if (touched.get(id) === hint) touched.delete(id)
    }
  }

  function tellEnd(before: Look, look: Look): void {
    const row: MailboxRow | null = look.row ?? before.row
    if (!row || look.end === null) return
    const isPurged = look.row === null && look.now >= row.expires_at
    const type = isPurged ? 'mailbox_expired' : look.end
    tell({ type, mailbox: { ...toMailboxBody(row), is_active: false } })
  }

  return {
    mailboxId,
    listeners,
    get last() {
      return last
    },
    note(hint) {
      if (hint.type === 'resync') mayHaveMissed = true
      if (hint.type === 'refused') hasRefused = true
      if (hint.type !== 'message_updated' && hint.type !== 'message_deleted') return
      touched.delete(hint.id)
      touched.set(hint.id, hint)
    },
    see,
  }
}
