import { InboxApp } from '@/components/mailboxes/inbox-app'
import { loadInbox } from './load-inbox'

export default async function HomePage() {
  return <InboxApp {...(await loadInbox(null))} />
}
