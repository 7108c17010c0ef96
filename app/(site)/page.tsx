import { FirstInboxScript } from '@/components/mailboxes/first-inbox-script'
import { InboxApp } from '@/components/mailboxes/inbox-app'
import { Texts } from '@/components/ui/texts'
import { INBOX_TEXTS } from './inbox-texts'
import { loadInbox } from './load-inbox'

export default async function HomePage() {
  const inbox = await loadInbox(null)
  return (
    <Texts of={INBOX_TEXTS}>
      {inbox.mailboxes.length === 0 && <FirstInboxScript />}
      <InboxApp {...inbox} />
    </Texts>
  )
}
