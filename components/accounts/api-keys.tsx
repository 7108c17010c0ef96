'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Panel } from '@/components/ui/panel'
import type { ApiKeyBody } from '@/lib/accounts/schema'
import { accountKeys, apiKeysQuery, type CreatedApiKey, meQuery } from '@/lib/client/accounts'
import type { Page } from '@/lib/client/api'
import { useFormat } from '@/lib/client/format'
import { AccountFrame } from './account-frame'
import { ApiKeyItem } from './api-key-item'
import { CreatedKey } from './created-key'
import { NewApiKeyForm } from './new-api-key-form'
import { PageHead } from './page-head'

/** The keys of an account. A new one is on screen once, until it is put away. */
export function ApiKeys({ origin }: { origin: string }) {
  const t = useTranslations('apiKeys')
  const { planName } = useFormat()
  const client = useQueryClient()
  const { data: me } = useQuery(meQuery())
  const keys = useQuery(apiKeysQuery()).data?.items ?? []
  const [created, setCreated] = useState<CreatedApiKey | null>(null)
  const refresh = () => {
    void client.invalidateQueries({ queryKey: accountKeys.apiKeys })
    void client.invalidateQueries({ queryKey: accountKeys.me })
  }
  // The list keeps what the server would tell; the secret stays in the one panel that shows it.
  const add = ({ key: _, ...apiKey }: CreatedApiKey) => {
    client.setQueryData<Page<ApiKeyBody>>(
      accountKeys.apiKeys,
      (page) => page && { ...page, items: [apiKey, ...page.items] },
    )
    refresh()
  }
  return (
    <AccountFrame current="/settings/api-keys">
      <PageHead title={t('title')} about={t('about')} />
      {created ? (
        <CreatedKey created={created} origin={origin} onDone={() => setCreated(null)} />
      ) : (
        <Panel title={t('new')}>
          <NewApiKeyForm
            onCreated={(key) => {
              setCreated(key)
              add(key)
            }}
          />
        </Panel>
      )}
      <Panel
        title={t('yours')}
        about={me && t('used', { count: keys.length, limit: me.plan.max_api_keys, plan: planName(me.plan.id) })}
      >
        {keys.length === 0 ? (
          <p className="text-soft">{t('none')}</p>
        ) : (
          <ul className="-my-3.5 divide-y divide-line">
            {keys.map((apiKey) => (
              <ApiKeyItem
                key={apiKey.id}
                apiKey={apiKey}
                onRevoked={() => {
                  if (created?.id === apiKey.id) setCreated(null)
                  refresh()
                }}
              />
            ))}
          </ul>
        )}
      </Panel>
    </AccountFrame>
  )
}
