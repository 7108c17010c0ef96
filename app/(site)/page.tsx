import { InboxApp } from '@/components/mailboxes/inbox-app'
import { Texts } from '@/components/ui/texts'
import { INBOX_TEXTS } from './inbox-texts'
import { loadInbox } from './load-inbox'

export default async function HomePage() {
  return (
    <Texts of={INBOX_TEXTS}>
      <InboxApp {...(await loadInbox(null))} />
    </Texts>
  )
}
