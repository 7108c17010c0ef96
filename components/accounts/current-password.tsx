/** What forms that ask for the current password share. */

import { useTranslations } from 'next-intl'

/** The API tells the fault of no field here, but there is only one that it can be. */
export function useWrongPassword() {
  const t = useTranslations('errors')
  return { wrong_password: { fields: { current_password: t('wrong_password') } } }
}

/** Tells password managers whose password is asked for. */
export function UsernameHint({ email }: { email: string }) {
  return <input type="text" autoComplete="username" value={email} readOnly hidden />
}
