import type { Metadata } from 'next'
import { AccountApp } from '@/components/accounts/account-app'
import { Webhooks } from '@/components/webhooks/webhooks'
import { listWebhooks } from '@/lib/webhooks/webhooks'
import { loadAccount } from '../../load-account'

export const metadata: Metadata = { title: 'Webhooks · Mayfly' }

export default async function WebhooksPage() {
  const { ctx, viewer, me, site } = await loadAccount('/settings/webhooks')
  return (
    <AccountApp site={site} me={me} webhooks={await listWebhooks(ctx, viewer)}>
      <Webhooks />
    </AccountApp>
  )
}
