import type { Metadata } from 'next'
import { EntryFrame, TEXT_LINK } from '@/components/accounts/entry-frame'
import { ProviderButtons } from '@/components/accounts/provider-buttons'
import { SignUpForm } from '@/components/accounts/sign-up-form'
import { type EntryProps, loadEntry } from '../load-entry'

export const metadata: Metadata = { title: 'Create an account · Mayfly' }

export default async function SignUpPage(props: EntryProps) {
  const { callbackPath, query, providers } = await loadEntry(props)
  return (
    <EntryFrame
      title="Create an account"
      about="Keep several inboxes, choose their names, and let scripts use them with a key. An inbox you have open now comes along."
      foot={
        <>
          You have an account?{' '}
          <a href={`/sign-in${query}`} className={TEXT_LINK}>
            Sign in
          </a>
        </>
      }
    >
      <SignUpForm callbackPath={callbackPath} />
      <ProviderButtons providers={providers} callbackPath={callbackPath} />
    </EntryFrame>
  )
}
