'use client'

import { Button } from '@/components/ui/button'
import { Field, FormFault } from '@/components/ui/field'
import { PasswordField } from '@/components/ui/password-field'
import { accounts } from '@/lib/client/accounts'
import { signIn } from '@/lib/client/auth'
import { useForm } from '@/lib/client/use-form'

const WORDS = {
  email_taken: { fields: { email: 'There is an account with this address already.' } },
  rate_limited: { form: 'Too many accounts were made from your network. Try again in an hour.' },
}

/** Makes the account and signs in with it at once. */
export function SignUpForm({ callbackPath }: { callbackPath: string }) {
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
  }, WORDS)
  return (
    <form {...form} className="flex flex-col gap-4">
      <FormFault>{fault}</FormFault>
      <Field label="E-mail" name="email" type="email" autoComplete="username" required error={fields.email} />
      <PasswordField
        label="Password"
        name="password"
        autoComplete="new-password"
        hint="At least 10 characters. A few words in a row are easy to keep in mind."
        error={fields.password}
      />
      <Button type="submit" look="primary" shape="large" disabled={isBusy} className="mt-2">
        {isBusy ? 'Making your account…' : 'Create account'}
      </Button>
    </form>
  )
}
