/** What forms that ask for the current password share. */

export const WRONG_PASSWORD = { wrong_password: { fields: { current_password: 'This is not your current password.' } } }

/** Tells password managers whose password is asked for. */
export function UsernameHint({ email }: { email: string }) {
  return <input type="text" autoComplete="username" value={email} readOnly hidden />
}
