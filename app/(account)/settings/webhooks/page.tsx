import { toMetadata } from '@/app/metadata'
import { AccountApp } from '@/components/accounts/account-app'
import { Texts } from '@/components/ui/texts'
import { Webhooks } from '@/components/webhooks/webhooks'
import { listWebhooks } from '@/lib/webhooks/webhooks'
import { ACCOUNT_TEXTS } from '../../account-texts'
import { loadAccount } from '../../load-account'

export const generateMetadata = () => toMetadata('webhooks')

export default async function WebhooksPage() {
  const { ctx, viewer, me, site } = await loadAccount('/settings/webhooks')
  return (
    <Texts of={[...ACCOUNT_TEXTS, 'webhooks']}>
      <AccountApp site={site} me={me} webhooks={await listWebhooks(ctx, viewer)}>
        <Webhooks />
      </AccountApp>
    </Texts>
  )
}
