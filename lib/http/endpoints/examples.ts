/** What examples show: one mailbox, one message, told the same way everywhere. */
import type { ApiKeyBody, UserBody } from '@/lib/accounts/schema'
import type { DeliveryBody, MailboxBody, PlanBody } from '@/lib/mailboxes/schema'
import type { MessageBody, SummaryBody } from '@/lib/messages/schema'
import type { WebhookBody, WebhookDeliveryBody } from '@/lib/webhooks/schema'

export const MAILBOX: MailboxBody = {
  address: 'tobirasuke4821@mayfly.localhost',
  created_at: '2026-11-02T09:00:00.000Z',
  expires_at: '2026-11-02T10:00:00.000Z',
  ttl_minutes: 60,
  is_active: true,
  owner_type: 'anonymous',
  message_count: 1,
  unread_count: 1,
  last_seq: 1,
}

export const SUMMARY: SummaryBody = {
  id: '0b8e3c52-6d0a-4c3e-9f57-1f5f2d7a9c10',
  seq: 1,
  from: { name: 'Example Shop', address: 'no-reply@shop.example' },
  to: [{ name: '', address: MAILBOX.address }],
  subject: 'Your code is 482913',
  preview: 'Your code is 482913. It is valid for ten minutes.',
  received_at: '2026-11-02T09:00:07.250Z',
  is_read: false,
  size: 1_204,
  attachment_count: 0,
  otp: '482913',
  verification_link: null,
}

export const MESSAGE: MessageBody = {
  ...SUMMARY,
  cc: [],
  reply_to: [],
  date: '2026-11-02T09:00:06.000Z',
  message_id: '<c1@shop.example>',
  headers: [{ name: 'Subject', value: 'Your code is 482913' }],
  body_text: 'Your code is 482913. It is valid for ten minutes.\n',
  body_html: null,
  attachments: [],
  codes: [{ value: '482913', score: 0.97, source: 'text' }],
  links: [],
  parse_error: null,
  authentication: {
    spf: { result: 'pass', domain: 'shop.example' },
    dkim: { result: 'pass', domain: 'shop.example', selector: 's1' },
    dmarc: { result: 'pass', domain: 'shop.example', policy: 'reject' },
  },
}

export const REFUSED: DeliveryBody = {
  at: '2026-11-02T09:00:03.120Z',
  result: 'refused',
  smtp_code: 552,
  reason: 'message_too_large',
  explanation: 'The message was larger than this server accepts.',
  from_domain: 'shop.example',
  client_name: 'mail.shop.example',
  tls: 'TLSv1.3',
  size: 31_457_280,
  duration_ms: 412,
  message_id: null,
}

export const PLAN: PlanBody = {
  id: 'anonymous',
  default_ttl_minutes: 60,
  max_ttl_minutes: 60,
  max_active_mailboxes: 5,
  max_messages_per_mailbox: 1_000,
  max_message_bytes: 26_214_400,
  requests_per_minute: 600,
  max_api_keys: 0,
  max_webhooks: 0,
}

export const USER: UserBody = {
  id: '5f0c7a1e-2b34-4d56-8e78-9a0b1c2d3e4f',
  email: 'ada@example.org',
  name: null,
  namespace: 'luvekido0357',
  created_at: '2026-11-02T08:30:00.000Z',
}

export const API_KEY: ApiKeyBody = {
  id: 'd2c1b0a9-8f7e-4d6c-9b5a-4a3b2c1d0e9f',
  name: 'CI',
  prefix: 'mf_k3Vq9x',
  created_at: '2026-11-02T08:31:00.000Z',
  last_used_at: null,
  expires_at: null,
  read_only: false,
}

export const WEBHOOK: WebhookBody = {
  id: '7b9d1c9a-52c4-4b86-a1f0-3f2f0c5f6d11',
  url: 'https://receiver.example/mayfly',
  events: ['new_message'],
  mailbox: null,
  is_enabled: true,
  disabled_reason: null,
  failing_since: null,
  next_attempt_at: null,
  pending_events: 0,
  created_at: '2026-11-02T08:00:00.000Z',
}

export const WEBHOOK_DELIVERY: WebhookDeliveryBody = {
  id: '5f0c9f0e-8f0a-4f6b-9a51-7d1f3c2b4e6d',
  at: '2026-11-02T09:00:07.610Z',
  event_id: 'c1f7a1d2-93b4-4c0a-8a77-1d2e3f405162',
  event: 'new_message',
  mailbox: MAILBOX.address,
  seq: 1,
  attempt: 1,
  result: 'delivered',
  status: 204,
  duration_ms: 86,
  error: null,
}
