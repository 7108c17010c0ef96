import type { Metadata } from 'next'
import { AccountApp } from '@/components/accounts/account-app'
import { AccountSettings } from '@/components/accounts/account-settings'
import { hasPassword } from '@/lib/accounts/sign-up'
import { loadAccount } from '../../load-account'

export const metadata: Metadata = { title: 'Account · Mayfly' }

export default async function AccountPage() {
  const { ctx, userId, me, site } = await loadAccount('/settings/account')
  return (
    <AccountApp site={site} me={me}>
      {me.user && <AccountSettings user={me.user} hasPassword={await hasPassword(ctx, userId)} />}
    </AccountApp>
  )
}
