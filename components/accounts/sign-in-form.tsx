'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Field, FormFault } from '@/components/ui/field'
import { PasswordField } from '@/components/ui/password-field'
import { signIn } from '@/lib/client/auth'
import { useForm } from '@/lib/client/use-form'

/** `fault` is what went wrong at an outside provider. */
export function SignInForm({ callbackPath, fault }: { callbackPath: string; fault?: string }) {
  const t = useTranslations('entry')
  const errors = useTranslations('errors')
  const {
    form,
    fields,
    fault: current,
    isBusy,
  } = useForm(
    async (data) => {
      await signIn(String(data.get('email')), String(data.get('password')))
      window.location.assign(callbackPath)
      return 'leaving'
    },
    {
      wrong_credentials: { fields: { password: errors('wrong_credentials') } },
      rate_limited: { form: t('tooManyAttempts') },
    },
    { form: fault },
  )
  return (
    <form {...form} className="flex flex-col gap-4">
      <FormFault>{current}</FormFault>
      <Field label={t('email')} name="email" type="email" autoComplete="username" required error={fields.email} />
      <PasswordField label={t('password')} name="password" autoComplete="current-password" error={fields.password} />
      <Button type="submit" look="primary" shape="large" disabled={isBusy} className="mt-2">
        {t(isBusy ? 'signingIn' : 'signIn')}
      </Button>
    </form>
  )
}
