import { toMetadata } from '@/app/metadata'
import { AccountApp } from '@/components/accounts/account-app'
import { ApiKeys } from '@/components/accounts/api-keys'
import { Texts } from '@/components/ui/texts'
import { listApiKeys } from '@/lib/accounts/api-keys'
import { ACCOUNT_TEXTS } from '../../account-texts'
import { loadAccount } from '../../load-account'

export const generateMetadata = () => toMetadata('apiKeys')

export default async function ApiKeysPage() {
  const { ctx, userId, me, site } = await loadAccount('/settings/api-keys')
  return (
    <Texts of={[...ACCOUNT_TEXTS, 'apiKeys']}>
      <AccountApp site={site} me={me} apiKeys={await listApiKeys(ctx, userId)}>
        <ApiKeys origin={ctx.config.PUBLIC_URL} />
      </AccountApp>
    </Texts>
  )
}
