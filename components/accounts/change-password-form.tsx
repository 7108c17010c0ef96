'use client'

import { Button } from '@/components/ui/button'
import { FormFault } from '@/components/ui/field'
import { PasswordField } from '@/components/ui/password-field'
import { toast } from '@/components/ui/toast'
import { accounts } from '@/lib/client/accounts'
import { signIn } from '@/lib/client/auth'
import { useForm } from '@/lib/client/use-form'
import { UsernameHint, WRONG_PASSWORD } from './current-password'

export function ChangePasswordForm({ email }: { email: string }) {
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
    toast('Your password is changed.')
  }, WRONG_PASSWORD)
  return (
    <form {...form} className="flex flex-col gap-4">
      <FormFault>{fault}</FormFault>
      <UsernameHint email={email} />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <PasswordField
          label="Current password"
          name="current_password"
          autoComplete="current-password"
          error={fields.current_password}
        />
        <PasswordField
          label="New password"
          name="password"
          autoComplete="new-password"
          hint="At least 10 characters."
          error={fields.password}
        />
      </div>
      <Button type="submit" look="primary" disabled={isBusy} className="self-end">
        {isBusy ? 'Changing…' : 'Change password'}
      </Button>
    </form>
  )
}
