'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { FormFault } from '@/components/ui/field'
import { PasswordField } from '@/components/ui/password-field'
import { toast } from '@/components/ui/toast'
import { accounts } from '@/lib/client/accounts'
import { signIn } from '@/lib/client/auth'
import { useForm } from '@/lib/client/use-form'
import { UsernameHint, useWrongPassword } from './current-password'

export function ChangePasswordForm({ email }: { email: string }) {
  const t = useTranslations('settings')
  const wrongPassword = useWrongPassword()
  const { form, fields, fault, isBusy } = useForm(async (data) => {
    const password = String(data.get('password'))
    await accounts.changePassword(String(data.get('current_password')), password)
    try {
      // All sessions ended with the old password, this one too.
      await signIn(email, password)
    } catch {
      window.location.assign('/sign-in?callbackUrl=%2Fsettings%2Faccount')
      return 'leaving'
    }
    form.ref.current?.reset()
    toast(t('changed'))
  }, wrongPassword)
  return (
    <form {...form} className="flex flex-col gap-4">
      <FormFault>{fault}</FormFault>
      <UsernameHint email={email} />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <PasswordField
          label={t('currentPassword')}
          name="current_password"
          autoComplete="current-password"
          error={fields.current_password}
        />
        <PasswordField
          label={t('newPassword')}
          name="password"
          autoComplete="new-password"
          hint={t('passwordHint')}
          error={fields.password}
        />
      </div>
      <Button type="submit" look="primary" disabled={isBusy} className="self-end">
        {t(isBusy ? 'changing' : 'change')}
      </Button>
    </form>
  )
}
