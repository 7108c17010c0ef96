'use client'

import { useTranslations } from 'next-intl'
import { LanguageChoice } from '@/components/ui/language-choice'
import { Panel } from '@/components/ui/panel'
import type { UserBody } from '@/lib/accounts/schema'
import { useFormat } from '@/lib/client/format'
import { AccountFrame } from './account-frame'
import { ChangePasswordForm } from './change-password-form'
import { DeleteAccountForm } from './delete-account-form'
import { PageHead } from './page-head'

/** Who one is here, the password, and the end of it. `hasPassword` is false for accounts that sign in elsewhere. */
export function AccountSettings({ user, hasPassword }: { user: UserBody; hasPassword: boolean }) {
  const t = useTranslations('settings')
  const { day } = useFormat()
  return (
    <AccountFrame current="/settings/account">
      <PageHead title={t('title')} about={t('since', { email: user.email, day: day(user.created_at) })} />
      <Panel title={t('language')} about={t('languageAbout')}>
        <LanguageChoice label={t('pagesIn')} />
      </Panel>
      {hasPassword && (
        <Panel title={t('password')} about={t('passwordAbout')}>
          <ChangePasswordForm email={user.email} />
        </Panel>
      )}
      <Panel title={t('delete')} tone="danger" about={t('deleteAbout')}>
        <DeleteAccountForm email={user.email} hasPassword={hasPassword} />
      </Panel>
    </AccountFrame>
  )
}
