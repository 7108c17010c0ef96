'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { toast } from '@/components/ui/toast'
import { useFormat } from '@/lib/client/format'
import { useErrorWords } from '@/lib/client/use-error-words'
import { webhookKeys, webhooks } from '@/lib/client/webhooks'
import type { WebhookBody } from '@/lib/webhooks/schema'
import { useFaultWords } from './use-fault-words'
import { WebhookLog } from './webhook-log'
import { WebhookState } from './webhook-state'

/** One webhook: where it leads, how it fares, and what can be done with it. */
export function WebhookItem({ webhook, onChange }: { webhook: WebhookBody; onChange(): void }) {
  const t = useTranslations('webhooks')
  const { day } = useFormat()
  const errorWords = useErrorWords()
  const faultWords = useFaultWords()
  const [isAsking, setAsking] = useState(false)
  const client = useQueryClient()
  const onError = (error: Error) => toast(errorWords(error), 'danger')
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
      if (result === 'delivered') toast(t('answered', { status: String(status) }))
      else toast(t('notDelivered', { error: faultWords(error ?? '').words }), 'danger')
      void client.invalidateQueries({ queryKey: webhookKeys.deliveries(webhook.id) })
    },
    onError,
  })
  const facts = [
    webhook.mailbox ?? t('forEvery'),
    webhook.events.map((name) => t(`eventNames.${name}`).toLowerCase()).join(', '),
    t('made', { day: day(webhook.created_at) }),
    webhook.pending_events > 0 && t('waiting', { count: webhook.pending_events }),
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
          <Button
            className="max-sm:px-3"
            onClick={() => test.mutate()}
            disabled={test.isPending}
            aria-label={t('testUrl', { url: webhook.url })}
          >
            {t(test.isPending ? 'testing' : 'test')}
          </Button>
          <Button
            className="max-sm:px-3"
            onClick={() => toggle.mutate()}
            disabled={toggle.isPending}
            aria-label={t(webhook.is_enabled ? 'switchOffUrl' : 'switchOnUrl', { url: webhook.url })}
          >
            {t(webhook.is_enabled ? 'switchOff' : 'switchOn')}
          </Button>
          <Button
            className="max-sm:px-3"
            onClick={() => setAsking(true)}
            disabled={remove.isPending}
            aria-label={t('deleteUrl', { url: webhook.url })}
          >
            {t('delete')}
          </Button>
        </div>
      </div>
      <div className="-mx-4 -my-2.5">
        <WebhookLog webhook={webhook} />
      </div>
      {isAsking && (
        <ConfirmDialog
          title={t('deleteTitle')}
          confirm={t('deleteWebhook')}
          onConfirm={() => remove.mutate()}
          onClose={() => setAsking(false)}
        >
          <p className="wrap-anywhere">{t('deleteAbout', { url: webhook.url })}</p>
        </ConfirmDialog>
      )}
    </li>
  )
}
