'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Field, FormFault } from '@/components/ui/field'
import { PasswordField } from '@/components/ui/password-field'
import { accounts } from '@/lib/client/accounts'
import { signIn } from '@/lib/client/auth'
import { useForm } from '@/lib/client/use-form'

/** Makes the account and signs in with it at once. */
export function SignUpForm({ callbackPath }: { callbackPath: string }) {
  const t = useTranslations('entry')
  const errors = useTranslations('errors')
  const words = {
    email_taken: { fields: { email: errors('email_taken') } },
    rate_limited: { form: t('tooManyAccounts') },
  }
  const { form, fields, fault, isBusy } = useForm(async (data) => {
    const [email, password] = [String(data.get('email')), String(data.get('password'))]
    await accounts.signUp(email, password)
    // The account is made: whatever fails now, the next step is to sign in.
    const next = await signIn(email, password).then(
      () => callbackPath,
      () => `/sign-in?callbackUrl=${encodeURIComponent(callbackPath)}`,
    )
    window.location.assign(next)
    return 'leaving'
  }, words)
  return (
    <form {...form} className="flex flex-col gap-4">
      <FormFault>{fault}</FormFault>
      <Field label={t('email')} name="email" type="email" autoComplete="username" required error={fields.email} />
      <PasswordField
        label={t('password')}
        name="password"
        autoComplete="new-password"
        hint={t('passwordHint')}
        error={fields.password}
      />
      <Button type="submit" look="primary" shape="large" disabled={isBusy} className="mt-2">
        {t(isBusy ? 'creating' : 'create')}
      </Button>
    </form>
  )
}
