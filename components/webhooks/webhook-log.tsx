'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Log, LogRow, Outcome } from '@/components/ui/log'
import { toast } from '@/components/ui/toast'
import { useFormat } from '@/lib/client/format'
import { useErrorWords } from '@/lib/client/use-error-words'
import { webhookDeliveriesQuery, webhookKeys, webhooks } from '@/lib/client/webhooks'
import type { WebhookBody, WebhookDeliveryBody } from '@/lib/webhooks/schema'
import { useFaultWords } from './use-fault-words'

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
  const canRedeliver = ({ event }: WebhookDeliveryBody) => webhook.is_enabled && event !== 'test'
  return (
    <Log
      title={t('log')}
      query={log}
      words={{ failed: t('logFailed'), none: t('logEmpty'), all: t('logAll') }}
      rows={items.map((delivery) => (
        <Attempt
          key={delivery.id}
          delivery={delivery}
          onRedeliver={canRedeliver(delivery) ? () => redeliver.mutate(delivery.id) : undefined}
        />
      ))}
      isInner
      onToggle={setOpen}
    />
  )
}

function Attempt({ delivery, onRedeliver }: { delivery: WebhookDeliveryBody; onRedeliver?: (() => void) | undefined }) {
  const t = useTranslations('webhooks')
  const { fullTime } = useFormat()
  const event = t(`eventNames.${delivery.event}`)
  const isDelivered = delivery.result === 'delivered'
  const fault = useFaultWords()(delivery.error ?? '')
  return (
    <LogRow
      facts={[
        fullTime(delivery.at),
        delivery.mailbox,
        delivery.seq !== null && `seq ${delivery.seq}`,
        delivery.attempt > 1 && t('attempt', { number: delivery.attempt }),
        `${delivery.duration_ms} ms`,
      ]}
      action={
        onRedeliver && (
          <Button shape="small" onClick={onRedeliver} aria-label={t('sendEventAgain', { event })}>
            {t('sendAgain')}
          </Button>
        )
      }
    >
      {t.rich(`outcome.${delivery.result}`, {
        event,
        detail: isDelivered ? `${delivery.status}` : fault.words,
        b: (text) => (
          <Outcome isGood={isDelivered} lang={fault.lang}>
            {text}
          </Outcome>
        ),
      })}
    </LogRow>
  )
}
