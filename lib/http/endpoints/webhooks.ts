/** Webhooks of an account, by session or API key. */
import { PageQuery, pageOf } from '@/lib/validate'
import { CreateWebhookInput, UpdateWebhookInput } from '@/lib/webhooks/input'
import { CreatedWebhookBody, QueuedBody, WebhookBody, WebhookDeliveryBody } from '@/lib/webhooks/schema'
import { endpoint } from '../endpoint'
import { WEBHOOK, WEBHOOK_DELIVERY } from './examples'

export const listWebhooks = endpoint({
  method: 'GET',
  path: '/webhooks',
  tag: 'Webhooks',
  summary: 'List webhooks',
  description: 'All of them on one page, newest first; their secrets stay untold.',
  signedIn: 'or_key',
  answers: {
    200: {
      description: 'The webhooks.',
      schema: pageOf(WebhookBody),
      example: { items: [WEBHOOK], next_cursor: null },
    },
  },
  refusals: [],
})

export const createWebhook = endpoint({
  method: 'POST',
  path: '/webhooks',
  tag: 'Webhooks',
  summary: 'Make a webhook',
  description:
    'For one live mailbox of yours, or for all of them, those to come included. The secret is told once, in this answer. ' +
    'The URL must lead to a public address; it is judged again at every connection.',
  signedIn: 'or_key',
  body: CreateWebhookInput,
  answers: {
    201: {
      description: 'The webhook.',
      schema: CreatedWebhookBody,
      example: { ...WEBHOOK, secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
    },
  },
  refusals: ['invalid_webhook_url', 'webhook_limit_reached', 'mailbox_not_found', 'mailbox_expired', 'mailbox_deleted'],
  example: { body: { url: WEBHOOK.url, events: ['new_message'], mailbox: null, is_enabled: true } },
})

export const updateWebhook = endpoint({
  method: 'PATCH',
  path: '/webhooks/{id}',
  tag: 'Webhooks',
  summary: 'Change a webhook, switch it on or off',
  description:
    'Switched off it is told nothing and forgets what waited. Switched on, or given another URL, it starts with a clean record.',
  signedIn: 'or_key',
  body: UpdateWebhookInput,
  answers: { 200: { description: 'The webhook.', schema: WebhookBody, example: WEBHOOK } },
  refusals: ['invalid_webhook_url', 'webhook_not_found'],
  example: { body: { is_enabled: true } },
})

export const deleteWebhook = endpoint({
  method: 'DELETE',
  path: '/webhooks/{id}',
  tag: 'Webhooks',
  summary: 'Delete a webhook',
  description: 'Nothing is sent from here on, except what is under way.',
  signedIn: 'or_key',
  answers: { 204: { description: 'It is gone.' } },
  refusals: ['webhook_not_found'],
})

export const testWebhook = endpoint({
  method: 'POST',
  path: '/webhooks/{id}/test',
  tag: 'Webhooks',
  summary: 'Try out a webhook',
  description: 'Sends an event of the type `test` at once, past the queue, and tells how it went. Ten a minute.',
  signedIn: 'or_key',
  answers: {
    200: {
      description: 'The attempt, whether it was delivered or not.',
      schema: WebhookDeliveryBody,
      example: { ...WEBHOOK_DELIVERY, event: 'test', mailbox: null, seq: null },
    },
  },
  refusals: ['webhook_not_found', 'webhook_disabled'],
})

export const listWebhookDeliveries = endpoint({
  method: 'GET',
  path: '/webhooks/{id}/deliveries',
  tag: 'Webhooks',
  summary: 'Look at the log of a webhook',
  description: 'Its last two hundred attempts, newest first.',
  signedIn: 'or_key',
  query: PageQuery,
  answers: {
    200: {
      description: 'The attempts.',
      schema: pageOf(WebhookDeliveryBody),
      example: { items: [WEBHOOK_DELIVERY], next_cursor: null },
    },
  },
  refusals: ['webhook_not_found'],
})

export const redeliverWebhook = endpoint({
  method: 'POST',
  path: '/webhooks/{id}/deliveries/{deliveryId}/redeliver',
  tag: 'Webhooks',
  summary: 'Deliver an event again',
  description: 'Queues the event of a logged attempt once more, under the `webhook-id` it had.',
  signedIn: 'or_key',
  answers: { 202: { description: 'It is queued.', schema: QueuedBody, example: { status: 'queued' } } },
  refusals: ['webhook_not_found', 'webhook_delivery_not_found', 'webhook_disabled'],
})
