import { connection } from 'next/server'
import { InboxApp } from '@/components/mailboxes/inbox-app'

export default async function HomePage() {
  await connection()
  return <InboxApp site={{ smtpHost: 'localhost', smtpPort: 2525, nowMs: Date.now() }} mailboxes={null} />
}
