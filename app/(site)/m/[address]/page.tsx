import { notFound } from 'next/navigation'
import { INBOX_TEXTS } from '@/app/(site)/inbox-texts'
import { InboxApp } from '@/components/mailboxes/inbox-app'
import { Texts } from '@/components/ui/texts'
import { loadInbox } from '../../load-inbox'

type Props = { params: Promise<{ address: string }> }

export default async function InboxPage({ params }: Props) {
  const address = decodeURIComponent((await params).address)
  // Control characters name nothing, and PostgreSQL refuses some of them.
  if (/\p{Cc}/u.test(address)) notFound()
  return (
    <Texts of={INBOX_TEXTS}>
      <InboxApp {...(await loadInbox(address))} />
    </Texts>
  )
}
