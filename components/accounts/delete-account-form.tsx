'use client'

import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { FormFault } from '@/components/ui/field'
import { PasswordField } from '@/components/ui/password-field'
import { accounts } from '@/lib/client/accounts'
import { signOut } from '@/lib/client/auth'
import { useForm } from '@/lib/client/use-form'
import { UsernameHint, useWrongPassword } from './current-password'

/** Asks for the password, then once more. */
export function DeleteAccountForm({ email, hasPassword }: { email: string; hasPassword: boolean }) {
  const t = useTranslations('settings')
  const wrongPassword = useWrongPassword()
  const [isAsking, setAsking] = useState(false)
  const isSure = useRef(false)
  const { form, fields, fault, isBusy } = useForm(async (data) => {
    if (!isSure.current) {
      setAsking(true)
      return
    }
    isSure.current = false
    await accounts.deleteAccount(hasPassword ? String(data.get('current_password')) : undefined)
    // The account is gone; a cookie that stays behind opens nothing.
    await signOut().catch(() => {})
    window.location.assign('/')
    return 'leaving'
  }, wrongPassword)
  return (
    <form {...form} className="flex flex-wrap items-start gap-4">
      <FormFault>{fault}</FormFault>
      <UsernameHint email={email} />
      {hasPassword && (
        <div className="min-w-0 grow basis-64 sm:max-w-md">
          <PasswordField
            label={t('yourPassword')}
            name="current_password"
            autoComplete="current-password"
            error={fields.current_password}
          />
        </div>
      )}
      <Button
        type="submit"
        look="danger"
        disabled={isBusy}
        className={hasPassword ? 'ml-auto h-11 sm:mt-6.5' : 'ml-auto'}
      >
        {t(isBusy ? 'deleting' : 'delete')}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={t('deleteTitle')}
          confirm={t('deleteForGood')}
          onConfirm={() => {
            isSure.current = true
            form.ref.current?.requestSubmit()
          }}
          onClose={() => setAsking(false)}
        >
          <p>{t.rich('deleteSure', { email, b: (text) => <span className="break-all text-ink">{text}</span> })}</p>
        </ConfirmDialog>
      )}
    </form>
  )
}
