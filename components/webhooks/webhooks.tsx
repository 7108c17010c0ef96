'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { AccountFrame } from '@/components/accounts/account-frame'
import { PageHead } from '@/components/accounts/page-head'
import { Panel } from '@/components/ui/panel'
import { accountKeys, meQuery } from '@/lib/client/accounts'
import type { Page } from '@/lib/client/api'
import { useFormat } from '@/lib/client/format'
import { webhookKeys, webhooksQuery } from '@/lib/client/webhooks'
import type { CreatedWebhookBody, WebhookBody } from '@/lib/webhooks/schema'
import { CreatedWebhook } from './created-webhook'
import { NewWebhookForm } from './new-webhook-form'
import { WebhookItem } from './webhook-item'

/** The webhooks of an account. The secret of a new one is on screen once, until it is put away. */
export function Webhooks() {
  const t = useTranslations('webhooks')
  const { planName } = useFormat()
  const client = useQueryClient()
  const { data: me } = useQuery(meQuery())
  const items = useQuery(webhooksQuery()).data?.items ?? []
  const [created, setCreated] = useState<CreatedWebhookBody | null>(null)
  const refresh = () => {
    void client.invalidateQueries({ queryKey: webhookKeys.all })
    void client.invalidateQueries({ queryKey: accountKeys.me })
  }
  // The list keeps what the server would tell; the secret stays in the one panel that shows it.
  const add = ({ secret: _, ...webhook }: CreatedWebhookBody) => {
    client.setQueryData<Page<WebhookBody>>(
      webhookKeys.all,
      (page) => page && { ...page, items: [webhook, ...page.items] },
    )
    refresh()
  }
  return (
    <AccountFrame current="/settings/webhooks">
      <PageHead title={t('title')} about={t('about')} />
      {created ? (
        <CreatedWebhook created={created} onDone={() => setCreated(null)} />
      ) : (
        <Panel title={t('new')}>
          <NewWebhookForm
            onCreated={(webhook) => {
              setCreated(webhook)
              add(webhook)
            }}
          />
        </Panel>
      )}
      <Panel
        title={t('yours')}
        about={me && t('used', { count: items.length, limit: me.plan.max_webhooks, plan: planName(me.plan.id) })}
      >
        {items.length === 0 ? (
          <p className="text-soft">{t('none')}</p>
        ) : (
          <ul className="-my-3.5 divide-y divide-line">
            {items.map((webhook) => (
              <WebhookItem key={webhook.id} webhook={webhook} onChange={refresh} />
            ))}
          </ul>
        )}
      </Panel>
    </AccountFrame>
  )
}
