/** The shapes of webhooks at the door: what callers get, and what their receivers are sent. */
import { z } from 'zod'
import { MailboxBody, Timestamp } from '@/lib/mailboxes/schema'
import { SummaryBody } from '@/lib/messages/schema'

/** In the words of the live events of a mailbox. */
export const WebhookEventType = z.enum([
  'new_message',
  'message_updated',
  'message_deleted',
  'mailbox_updated',
  'mailbox_expired',
  'mailbox_deleted',
])
export type WebhookEventType = z.infer<typeof WebhookEventType>

export const WebhookBody = z.object({
  id: z.uuid(),
  url: z.string(),
  events: z.array(WebhookEventType),
  mailbox: z.string().nullable().describe('the one address it is for; null: every mailbox of the account'),
  is_enabled: z.boolean(),
  disabled_reason: z
    .enum(['failing', 'gone', 'overrun', 'secret_lost'])
    .nullable()
    .describe(
      'why it was switched off for its owner: 24 hours of failures, 410 Gone, more events waiting than are kept, or a secret that is lost',
    ),
  failing_since: Timestamp.nullable().describe('the first of the failures in a row; null while it receives'),
  next_attempt_at: Timestamp.nullable().describe('while it fails'),
  pending_events: z.int().describe('events that wait to be delivered'),
  created_at: Timestamp,
})
WebhookBody.register(z.globalRegistry, { id: 'Webhook' })
export type WebhookBody = z.infer<typeof WebhookBody>

export const CreatedWebhookBody = WebhookBody.extend({
  secret: z.string().describe('`whsec_…`, shown once: what signatures are verified with'),
})
CreatedWebhookBody.register(z.globalRegistry, { id: 'CreatedWebhook' })
export type CreatedWebhookBody = z.infer<typeof CreatedWebhookBody>

/** One attempt, in the log of a webhook. */
export const WebhookDeliveryBody = z.object({
  id: z.uuid(),
  at: Timestamp,
  event_id: z.string().describe('the `webhook-id` header: the same for every attempt of one event'),
  event: z.union([WebhookEventType, z.literal('test')]),
  mailbox: z.string().nullable(),
  seq: z.int().nullable(),
  attempt: z.int().describe('1 for the first'),
  result: z.enum(['delivered', 'failed', 'given_up']),
  status: z.int().nullable().describe('what the receiver answered; null when it did not'),
  duration_ms: z.int(),
  error: z.string().nullable(),
})
WebhookDeliveryBody.register(z.globalRegistry, { id: 'WebhookDelivery' })
export type WebhookDeliveryBody = z.infer<typeof WebhookDeliveryBody>

const about = { mailbox: z.string(), seq: z.int().describe('the cursor: what `after_seq` and `Last-Event-ID` take') }

/** The body of a request to a receiver. */
export const WebhookPayload = z.object({
  type: z.union([WebhookEventType, z.literal('test')]),
  timestamp: Timestamp.describe('when it happened'),
  data: z.union([
    z.object({
      ...about,
      message_id: z.uuid(),
      message: SummaryBody.nullable().describe('null once the message or its mailbox has ended, and for a deleted one'),
    }),
    z.object({ ...about, mailbox_state: MailboxBody }),
    z.object({ webhook_id: z.uuid() }),
  ]),
})
export type WebhookPayload = z.infer<typeof WebhookPayload>

export const QueuedBody = z.object({ status: z.literal('queued') })
