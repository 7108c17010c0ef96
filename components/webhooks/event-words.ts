/** Events in the words of the page. */
import type { WebhookDeliveryBody, WebhookEventType } from '@/lib/webhooks/schema'

export const EVENTS: Record<WebhookEventType, string> = {
  new_message: 'New message',
  message_updated: 'Message read or unread',
  message_deleted: 'Message deleted',
  mailbox_updated: 'Inbox extended',
  mailbox_expired: 'Inbox expired',
  mailbox_deleted: 'Inbox deleted',
}

export const eventWords = (event: WebhookDeliveryBody['event']) => (event === 'test' ? 'Test' : EVENTS[event])
