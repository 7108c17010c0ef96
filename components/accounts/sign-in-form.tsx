'use client'

import { Button } from '@/components/ui/button'
import { Field, FormFault } from '@/components/ui/field'
import { PasswordField } from '@/components/ui/password-field'
import { signIn } from '@/lib/client/auth'
import { useForm } from '@/lib/client/use-form'

const WORDS = { wrong_credentials: { fields: { password: 'E-mail and password do not belong together.' } } }

/** `fault` is what went wrong at an outside provider. */
export function SignInForm({ callbackPath, fault }: { callbackPath: string; fault?: string }) {
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
    WORDS,
    { form: fault },
  )
  return (
    <form {...form} className="flex flex-col gap-4">
      <FormFault>{current}</FormFault>
      <Field label="E-mail" name="email" type="email" autoComplete="username" required error={fields.email} />
      <PasswordField label="Password" name="password" autoComplete="current-password" error={fields.password} />
      <Button type="submit" look="primary" shape="large" disabled={isBusy} className="mt-2">
        {isBusy ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  )
}
