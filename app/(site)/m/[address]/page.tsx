import { notFound } from 'next/navigation'
import { InboxApp } from '@/components/mailboxes/inbox-app'
import { loadInbox } from '../../load-inbox'

type Props = { params: Promise<{ address: string }> }

export default async function InboxPage({ params }: Props) {
  const { address } = await params
  return <InboxApp {...(await loadInbox(decodeURIComponent(address)))} />
}
