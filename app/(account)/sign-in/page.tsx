import type { Metadata } from 'next'
import { EntryFrame, TEXT_LINK } from '@/components/accounts/entry-frame'
import { ProviderButtons } from '@/components/accounts/provider-buttons'
import { SignInForm } from '@/components/accounts/sign-in-form'
import { type EntryProps, loadEntry } from '../load-entry'

export const metadata: Metadata = { title: 'Sign in · Mayfly' }

/** What next-auth or a provider puts into the address. */
const FAULTS: Record<string, string> = {
  OAuthAccountNotLinked: 'There is an account with this e-mail address already. Sign in the way you did before.',
  EmailMissing: 'The provider did not tell us an e-mail address, so there is no account to sign in to.',
  AccessDenied: 'The provider did not let you in.',
  OAuthSignin: 'The provider cannot be reached right now. Try again in a moment, or sign in another way.',
  OAuthCallback: 'The provider’s answer did not fit your sign-in. Try again.',
  Callback: 'The provider did not confirm who you are. Try again, or sign in another way.',
  rate_limited: 'Too many attempts. Wait a quarter of an hour, then try again.',
}

export default async function SignInPage(props: EntryProps) {
  const { callbackPath, query, error, providers } = await loadEntry(props)
  const fault = error === undefined ? undefined : (FAULTS[String(error)] ?? 'Signing in did not work. Try again.')
  return (
    <EntryFrame
      title="Sign in"
      about="Your inboxes and keys in one place. An inbox you have open now comes along."
      foot={
        <>
          No account yet?{' '}
          <a href={`/sign-up${query}`} className={TEXT_LINK}>
            Create one
          </a>
        </>
      }
    >
      <SignInForm callbackPath={callbackPath} fault={fault} />
      <ProviderButtons providers={providers} callbackPath={callbackPath} />
    </EntryFrame>
  )
}
