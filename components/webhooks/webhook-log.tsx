'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { toast } from '@/components/ui/toast'
import { useFormat } from '@/lib/client/format'
import { useErrorWords } from '@/lib/client/use-error-words'
import { webhookDeliveriesQuery, webhookKeys, webhooks } from '@/lib/client/webhooks'
import type { WebhookBody, WebhookDeliveryBody } from '@/lib/webhooks/schema'

/** The last attempts. Asked for only when opened. */
export function WebhookLog({ webhook }: { webhook: WebhookBody }) {
  const t = useTranslations('webhooks')
  const errorWords = useErrorWords()
  const [isOpen, setOpen] = useState(false)
  const client = useQueryClient()
  const log = useQuery({ ...webhookDeliveriesQuery(webhook.id), enabled: isOpen })
  const items = log.data?.items ?? []
  const redeliver = useMutation({
    mutationFn: (deliveryId: string) => webhooks.redeliver(webhook.id, deliveryId),
    onSuccess: () => {
      toast(t('sentAgain'))
      void client.invalidateQueries({ queryKey: webhookKeys.deliveries(webhook.id) })
    },
    onError: (error) => toast(errorWords(error), 'danger'),
  })
  return (
    <Disclosure title={t('log')} onToggle={setOpen}>
      <div className="flex items-start justify-between gap-4">
        <p className="text-soft">
          {log.isError && t('logFailed')}
          {log.isPending && t('logLooking')}
          {log.isSuccess && items.length === 0 && t('logEmpty')}
          {items.length > 0 && t('logAll')}
        </p>
        <Button look="quiet" shape="small" onClick={() => log.refetch()} disabled={log.isFetching}>
          <RefreshCw aria-hidden className="size-3.5" />
          {t('logAgain')}
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
  const t = useTranslations('webhooks')
  const { fullTime } = useFormat()
  const event = t(`eventNames.${delivery.event}`)
  const isDelivered = delivery.result === 'delivered'
  const facts = [
    fullTime(delivery.at),
    delivery.mailbox,
    delivery.seq !== null && `seq ${delivery.seq}`,
    delivery.attempt > 1 && t('attempt', { number: delivery.attempt }),
    `${delivery.duration_ms} ms`,
  ].filter(Boolean)
  return (
    <li className="flex items-center justify-between gap-4 py-2">
      <p className="min-w-0 wrap-anywhere">
        {t.rich(`outcome.${delivery.result}`, {
          event,
          detail: `${isDelivered ? delivery.status : delivery.error}`,
          // Why an attempt failed is told by the API alone, in its own language.
          b: (text) => (
            <span
              lang={isDelivered ? undefined : 'en'}
              className={clsx('font-medium', isDelivered ? 'text-accent' : 'text-danger')}
            >
              {text}
            </span>
          ),
        })}
        <span className="block text-xs text-soft">{facts.join(' · ')}</span>
      </p>
      {onRedeliver && (
        <Button shape="small" onClick={onRedeliver} aria-label={t('sendEventAgain', { event })}>
          {t('sendAgain')}
        </Button>
      )}
    </li>
  )
}
