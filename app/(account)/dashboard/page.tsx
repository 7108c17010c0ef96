import type { Metadata } from 'next'
import { AccountApp } from '@/components/accounts/account-app'
import { Dashboard } from '@/components/accounts/dashboard'
import { listMailboxes } from '@/lib/mailboxes/mailboxes'
import { loadAccount } from '../load-account'

export const metadata: Metadata = { title: 'Dashboard · Mayfly' }

export default async function DashboardPage() {
  const { ctx, viewer, me, site } = await loadAccount('/dashboard')
  // A smaller plan ends nothing, so there may be more than it allows.
  const limit = Math.max(me.plan.max_active_mailboxes, me.usage.active_mailboxes)
  const mailboxes = await listMailboxes(ctx, viewer, { limit })
  return (
    <AccountApp site={site} me={me} mailboxes={mailboxes.map(({ body }) => body)}>
      <Dashboard domains={ctx.config.MAIL_DOMAINS} />
    </AccountApp>
  )
}
