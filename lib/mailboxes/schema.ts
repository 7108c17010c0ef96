/** The shapes of mailboxes and plans at the door. Their ids name them in the OpenAPI document and in the client's types. */
import { z } from 'zod'

export const Timestamp = z.iso.datetime({ precision: 3 }).describe('RFC 3339, UTC, milliseconds')

export const OwnerType = z.enum(['anonymous', 'user', 'api', 'mcp'])
export type OwnerType = z.infer<typeof OwnerType>

export const MailboxBody = z.object({
  address: z.string(),
  created_at: Timestamp,
  expires_at: Timestamp.describe('RFC 3339, UTC, milliseconds; it is gone from this very one'),
  ttl_minutes: z.int(),
  is_active: z.boolean(),
  owner_type: OwnerType,
  message_count: z.int().describe('messages kept now'),
  unread_count: z.int().describe('unread messages kept now'),
  last_seq: z.int().describe('the highest seq ever given'),
})
MailboxBody.register(z.globalRegistry, { id: 'Mailbox' })
export type MailboxBody = z.infer<typeof MailboxBody>

/** As told to whoever made it. */
export const CreatedMailboxBody = MailboxBody.extend({
  session_token: z
    .string()
    .optional()
    .describe('only for a caller without any identity, and only here: it owns this mailbox and all made with it'),
})
CreatedMailboxBody.register(z.globalRegistry, { id: 'CreatedMailbox' })
export type CreatedMailboxBody = z.infer<typeof CreatedMailboxBody>

export const DomainBody = z.object({ domain: z.string(), is_default: z.boolean() })
DomainBody.register(z.globalRegistry, { id: 'Domain' })
export type DomainBody = z.infer<typeof DomainBody>

export const PlanBody = z.object({
  id: z.string(),
  default_ttl_minutes: z.int(),
  max_ttl_minutes: z.int(),
  max_active_mailboxes: z.int(),
  max_messages_per_mailbox: z.int(),
  max_message_bytes: z.int(),
  requests_per_minute: z.int(),
  max_api_keys: z.int(),
  max_webhooks: z.int(),
})
PlanBody.register(z.globalRegistry, { id: 'Plan' })
export type PlanBody = z.infer<typeof PlanBody>

export const DeliveryBody = z.object({
  at: Timestamp,
  result: z.enum(['accepted', 'refused']),
  smtp_code: z.int().nullable().describe('null when the client went away before a reply'),
  reason: z
    .string()
    .nullable()
    .describe(
      'null when accepted; a stable word otherwise: message_too_large, message_too_large_for_plan, too_many_recipients, ' +
        'bad_parameters, storage_unavailable, too_many_errors, not_smtp, timeout, shutting_down or connection_lost',
    ),
  explanation: z.string().nullable().describe('why it was refused, in a sentence for its recipient'),
  from_domain: z.string().nullable(),
  client_name: z.string(),
  tls: z.string().nullable(),
  size: z.int().nullable(),
  duration_ms: z.int(),
  message_id: z.string().nullable().describe('id of the message in this API'),
})
DeliveryBody.register(z.globalRegistry, { id: 'Delivery' })
export type DeliveryBody = z.infer<typeof DeliveryBody>

/** The event that a mail was refused; its reason stands among the deliveries. */
export const DeliveryRefusedBody = z.object({ address: z.string() })
export type DeliveryRefusedBody = z.infer<typeof DeliveryRefusedBody>
