import { toMetadata } from '@/app/metadata'
import { AccountApp } from '@/components/accounts/account-app'
import { Dashboard } from '@/components/accounts/dashboard'
import { Texts } from '@/components/ui/texts'
import { listMailboxes } from '@/lib/mailboxes/mailboxes'
import { ACCOUNT_TEXTS } from '../account-texts'
import { loadAccount } from '../load-account'

export const generateMetadata = () => toMetadata('dashboard')

export default async function DashboardPage() {
  const { ctx, viewer, me, site } = await loadAccount('/dashboard')
  // A smaller plan ends nothing, so there may be more than it allows.
  const limit = Math.max(me.plan.max_active_mailboxes, me.usage.active_mailboxes)
  const mailboxes = await listMailboxes(ctx, viewer, { limit })
  return (
    <Texts of={[...ACCOUNT_TEXTS, 'dashboard', 'newInbox', 'inbox', 'messages']}>
      <AccountApp site={site} me={me} mailboxes={mailboxes.map(({ body }) => body)}>
        <Dashboard domains={ctx.config.MAIL_DOMAINS} />
      </AccountApp>
    </Texts>
  )
}
