'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { toast } from '@/components/ui/toast'
import { count, day } from '@/lib/client/format'
import { webhookKeys, webhooks } from '@/lib/client/webhooks'
import type { WebhookBody } from '@/lib/webhooks/schema'
import { EVENTS } from './event-words'
import { WebhookLog } from './webhook-log'
import { WebhookState } from './webhook-state'

/** One webhook: where it leads, how it fares, and what can be done with it. */
export function WebhookItem({ webhook, onChange }: { webhook: WebhookBody; onChange(): void }) {
  const [isAsking, setAsking] = useState(false)
  const client = useQueryClient()
  const onError = (error: Error) => toast(error.message, 'danger')
  const onSuccess = onChange
  const remove = useMutation({ mutationFn: () => webhooks.remove(webhook.id), onSuccess, onError })
  const toggle = useMutation({
    mutationFn: () => webhooks.setEnabled(webhook.id, !webhook.is_enabled),
    onSuccess,
    onError,
  })
  const test = useMutation({
    mutationFn: () => webhooks.test(webhook.id),
    onSuccess: ({ result, status, error }) => {
      if (result === 'delivered') toast(`The receiver answered ${status}.`)
      else toast(`Not delivered: ${error}.`, 'danger')
      void client.invalidateQueries({ queryKey: webhookKeys.deliveries(webhook.id) })
    },
    onError,
  })
  const facts = [
    webhook.mailbox ?? 'every inbox',
    webhook.events.map((name) => EVENTS[name].toLowerCase()).join(', '),
    `made ${day(webhook.created_at)}`,
    webhook.pending_events > 0 && `${count(webhook.pending_events, 'event')} waiting`,
  ].filter(Boolean)
  return (
    <li className="flex flex-col gap-3 py-3.5">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2.5">
        <div className="min-w-0 flex-1 basis-64">
          <p className="font-mono text-sm font-medium wrap-anywhere">{webhook.url}</p>
          <p className="mt-0.5 text-sm text-soft wrap-anywhere">{facts.join(' · ')}</p>
          <WebhookState webhook={webhook} />
        </div>
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => test.mutate()} disabled={test.isPending} aria-label={`Send a test to ${webhook.url}`}>
            {test.isPending ? 'Sending…' : 'Send test'}
          </Button>
          <Button
            onClick={() => toggle.mutate()}
            disabled={toggle.isPending}
            aria-label={`Switch ${webhook.is_enabled ? 'off' : 'on'} ${webhook.url}`}
          >
            {webhook.is_enabled ? 'Switch off' : 'Switch on'}
          </Button>
          <Button onClick={() => setAsking(true)} disabled={remove.isPending} aria-label={`Delete ${webhook.url}`}>
            Delete
          </Button>
        </div>
      </div>
      <WebhookLog webhook={webhook} />
      {isAsking && (
        <ConfirmDialog
          title="Delete this webhook?"
          confirm="Delete webhook"
          onConfirm={() => remove.mutate()}
          onClose={() => setAsking(false)}
        >
          <p className="wrap-anywhere">{webhook.url} is told nothing from here on. Its secret and its log are gone.</p>
        </ConfirmDialog>
      )}
    </li>
  )
}
