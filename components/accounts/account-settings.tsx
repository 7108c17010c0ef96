'use client'

import { Panel } from '@/components/ui/panel'
import type { UserBody } from '@/lib/accounts/schema'
import { day } from '@/lib/client/format'
import { AccountFrame } from './account-frame'
import { ChangePasswordForm } from './change-password-form'
import { DeleteAccountForm } from './delete-account-form'
import { PageHead } from './page-head'
import { SignOutButton } from './sign-out-button'

/** Who one is here, the password, and the end of it. `hasPassword` is false for accounts that sign in elsewhere. */
export function AccountSettings({ user, hasPassword }: { user: UserBody; hasPassword: boolean }) {
  return (
    <AccountFrame current="/settings/account" hasSignOut={false}>
      <PageHead
        title="Account"
        about={`${user.email}, since ${day(user.created_at)}`}
        action={<SignOutButton isPlain />}
      />
      {hasPassword && (
        <Panel title="Password" about="Everywhere else you are signed out when it changes.">
          <ChangePasswordForm email={user.email} />
        </Panel>
      )}
      <Panel
        title="Delete account"
        tone="danger"
        about="All your inboxes, their mail and your keys end at once. Nothing can be brought back."
      >
        <DeleteAccountForm email={user.email} hasPassword={hasPassword} />
      </Panel>
    </AccountFrame>
  )
}
