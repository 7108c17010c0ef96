/**
 * What a receiver is sent. Messages are read at each attempt, through the view of live mailboxes: past its end nothing of
 * a mailbox's contents leaves the house, and a late receiver learns of a message by its ids alone.
 */
import type { Context } from '@/lib/context'
import { findSummary } from '@/lib/messages/summaries'
import type { PendingEvent } from './pending'
import type { WebhookPayload } from './schema'

export async function toBody(ctx: Context, event: PendingEvent): Promise<string> {
  const payload: WebhookPayload = {
    type: event.type,
    timestamp: event.at.toISOString(),
    data: await toData(ctx, event),
  }
  return JSON.stringify(payload)
}

async function toData(ctx: Context, event: PendingEvent): Promise<WebhookPayload['data']> {
  const { address, seq, messageId, mailbox, mailboxId, type } = event
  if (mailbox) return { mailbox: address, seq, mailbox_state: mailbox }
  if (messageId === null) throw new Error('an event without a subject')
  const message = type === 'message_deleted' ? null : await findSummary(ctx, mailboxId, messageId)
  return { mailbox: address, seq, message_id: messageId, message }
}

export function toTestBody(webhookId: string): string {
  const payload: WebhookPayload = {
    type: 'test',
    timestamp: new Date().toISOString(),
    data: { webhook_id: webhookId },
  }
  return JSON.stringify(payload)
}
