/** Calls and queries of the webhooks page. */
import { queryOptions } from '@tanstack/react-query'
import type { CreatedWebhookBody, WebhookBody, WebhookDeliveryBody, WebhookEventType } from '@/lib/webhooks/schema'
import { call, type Page } from './api'

export type NewWebhook = { url: string; events: WebhookEventType[]; mailbox: string | null }

const WEBHOOKS = '/api/v1/webhooks'

export const webhooks = {
  list: () => call<Page<WebhookBody>>(WEBHOOKS),
  create: (wanted: NewWebhook) => call<CreatedWebhookBody>(WEBHOOKS, { method: 'POST', json: wanted }),
  setEnabled: (id: string, isEnabled: boolean) =>
    call<WebhookBody>(`${WEBHOOKS}/${id}`, { method: 'PATCH', json: { is_enabled: isEnabled } }),
  remove: (id: string) => call<undefined>(`${WEBHOOKS}/${id}`, { method: 'DELETE' }),
  test: (id: string) => call<WebhookDeliveryBody>(`${WEBHOOKS}/${id}/test`, { method: 'POST' }),
  listDeliveries: (id: string) => call<Page<WebhookDeliveryBody>>(`${WEBHOOKS}/${id}/deliveries?limit=50`),
  redeliver: (id: string, deliveryId: string) =>
    call<{ status: 'queued' }>(`${WEBHOOKS}/${id}/deliveries/${deliveryId}/redeliver`, { method: 'POST' }),
}

export const webhookKeys = {
  all: ['webhooks'],
  deliveries: (id: string) => ['webhook-deliveries', id],
} as const

/** A webhook that fails, or is switched off for it, shows within this time. */
const LOOK_MS = 10_000

export const webhooksQuery = () =>
  queryOptions({ queryKey: webhookKeys.all, queryFn: webhooks.list, refetchInterval: LOOK_MS })

export const webhookDeliveriesQuery = (id: string) =>
  queryOptions({ queryKey: webhookKeys.deliveries(id), queryFn: () => webhooks.listDeliveries(id), staleTime: 0 })
