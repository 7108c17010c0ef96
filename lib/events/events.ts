/** What a follower of a mailbox is told. */
import type { MailboxBody } from '@/lib/mailboxes/schema'
import type { SummaryBody } from '@/lib/messages/schema'

/** Comes once, as the last one. */
export type EndEvent = { type: 'mailbox_expired' | 'mailbox_deleted'; mailbox: MailboxBody }

/** What all followers of a mailbox are told alike: one object, shared and never changed. */
export type SharedEvent =
  | { type: 'new_message'; message: SummaryBody }
  | { type: 'message_updated'; message: SummaryBody }
  | { type: 'message_deleted'; id: string; seq: number }
  | { type: 'mailbox_updated'; mailbox: MailboxBody }
  /** A mail was refused: `deliveries` say why. */
  | { type: 'delivery_refused'; address: string }
  | EndEvent

export type MailboxEvent = { type: 'ready'; mailbox: MailboxBody } | SharedEvent

export function isEnd(event: MailboxEvent): event is EndEvent {
  return event.type === 'mailbox_expired' || event.type === 'mailbox_deleted'
}
