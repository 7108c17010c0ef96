import type { Metadata } from 'next'
import { AccountApp } from '@/components/accounts/account-app'
import { ApiKeys } from '@/components/accounts/api-keys'
import { listApiKeys } from '@/lib/accounts/api-keys'
import { loadAccount } from '../../load-account'

export const metadata: Metadata = { title: 'API keys · Mayfly' }

export default async function ApiKeysPage() {
  const { ctx, userId, me, site } = await loadAccount('/settings/api-keys')
  return (
    <AccountApp site={site} me={me} apiKeys={await listApiKeys(ctx, userId)}>
      <ApiKeys origin={ctx.config.PUBLIC_URL} />
    </AccountApp>
  )
}
