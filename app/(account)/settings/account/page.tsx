import { toMetadata } from '@/app/metadata'
import { AccountApp } from '@/components/accounts/account-app'
import { AccountSettings } from '@/components/accounts/account-settings'
import { Texts } from '@/components/ui/texts'
import { hasPassword } from '@/lib/accounts/sign-up'
import { ACCOUNT_TEXTS } from '../../account-texts'
import { loadAccount } from '../../load-account'

export const generateMetadata = () => toMetadata('account')

export default async function AccountPage() {
  const { ctx, userId, me, site } = await loadAccount('/settings/account')
  return (
    <Texts of={[...ACCOUNT_TEXTS, 'settings']}>
      <AccountApp site={site} me={me}>
        {me.user && <AccountSettings user={me.user} hasPassword={await hasPassword(ctx, userId)} />}
      </AccountApp>
    </Texts>
  )
}
