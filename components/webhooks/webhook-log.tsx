'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { toast } from '@/components/ui/toast'
import { fullTime } from '@/lib/client/format'
import { webhookDeliveriesQuery, webhookKeys, webhooks } from '@/lib/client/webhooks'
import type { WebhookBody, WebhookDeliveryBody } from '@/lib/webhooks/schema'
import { eventWords } from './event-words'

/** The last attempts. Asked for only when opened. */
export function WebhookLog({ webhook }: { webhook: WebhookBody }) {
  const [isOpen, setOpen] = useState(false)
  const client = useQueryClient()
  const log = useQuery({ ...webhookDeliveriesQuery(webhook.id), enabled: isOpen })
  const items = log.data?.items ?? []
  const redeliver = useMutation({
    mutationFn: (deliveryId: string) => webhooks.redeliver(webhook.id, deliveryId),
    onSuccess: () => {
      toast('The event is sent again.')
      void client.invalidateQueries({ queryKey: webhookKeys.deliveries(webhook.id) })
    },
    onError: (error) => toast(error.message, 'danger'),
  })
  return (
    <Disclosure title="Log" onToggle={setOpen}>
      <div className="flex items-start justify-between gap-4">
        <p className="text-soft">
          {log.isError && 'The log could not be loaded.'}
          {log.isPending && 'Looking…'}
          {log.isSuccess && items.length === 0 && 'Nothing has been sent yet.'}
          {items.length > 0 && 'The last attempts, newest first.'}
        </p>
        <Button look="quiet" shape="small" onClick={() => log.refetch()} disabled={log.isFetching}>
          <RefreshCw aria-hidden className="size-3.5" />
          Look again
        </Button>
      </div>
      {items.length > 0 && (
        <ul className="mt-2 divide-y divide-line">
          {items.map((delivery) => (
            <Attempt
              key={delivery.id}
              delivery={delivery}
              onRedeliver={
                webhook.is_enabled && delivery.event !== 'test' ? () => redeliver.mutate(delivery.id) : undefined
              }
            />
          ))}
        </ul>
      )}
    </Disclosure>
  )
}

function Attempt({ delivery, onRedeliver }: { delivery: WebhookDeliveryBody; onRedeliver?: (() => void) | undefined }) {
  const isDelivered = delivery.result === 'delivered'
  const facts = [
    fullTime(delivery.at),
    delivery.mailbox,
    delivery.seq !== null && `seq ${delivery.seq}`,
    delivery.attempt > 1 && `attempt ${delivery.attempt}`,
    `${delivery.duration_ms} ms`,
  ].filter(Boolean)
  const outcome = isDelivered ? `delivered, ${delivery.status}` : `${delivery.error}`
  return (
    <li className="flex items-center justify-between gap-4 py-2">
      <p className="min-w-0 wrap-anywhere">
        {eventWords(delivery.event)}{' '}
        <span className={clsx('font-medium', isDelivered ? 'text-accent' : 'text-danger')}>{outcome}</span>
        {delivery.result === 'given_up' && <span className="text-danger">, given up</span>}
        <span className="block text-xs text-soft">{facts.join(' · ')}</span>
      </p>
      {onRedeliver && (
        <Button shape="small" onClick={onRedeliver} aria-label={`Send ${eventWords(delivery.event)} again`}>
          Send again
        </Button>
      )}
    </li>
  )
}
