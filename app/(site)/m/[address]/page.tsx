import { notFound } from 'next/navigation'
import { InboxApp } from '@/components/mailboxes/inbox-app'
import { loadInbox } from '../../load-inbox'

type Props = { params: Promise<{ address: string }> }

export default async function InboxPage({ params }: Props) {
  const address = decodeURIComponent((await params).address)
  // Control characters name nothing, and PostgreSQL refuses some of them.
  if (/\p{Cc}/u.test(address)) notFound()
  return <InboxApp {...(await loadInbox(address))} />
}
