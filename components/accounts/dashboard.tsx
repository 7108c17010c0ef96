'use client'

import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { ConnectionStatus } from '@/components/mailboxes/connection-status'
import { announce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { allMailboxesQuery, meQuery } from '@/lib/client/accounts'
import { useListStream } from '@/lib/client/use-list-stream'
import type { SummaryBody } from '@/lib/messages/schema'
import { AccountFrame } from './account-frame'
import { LimitNotice } from './limit-notice'
import { MailboxItem } from './mailbox-item'
import { NamespaceHint } from './namespace-hint'
import { NewInboxDialog } from './new-inbox-dialog'
import { PageHead } from './page-head'
import { Usage } from './usage'

/** Every inbox of the account and how much of the plan they take. */
export function Dashboard({ domains }: { domains: string[] }) {
  const [isAsking, setAsking] = useState(false)
  const { data: me } = useQuery(meQuery())
  const mailboxes = useQuery(allMailboxesQuery()).data?.items ?? []
  const stream = useListStream(mailboxes[0], sayNewMessage)
  const button = (
    <Button look="primary" onClick={() => setAsking(true)}>
      <Plus aria-hidden className="size-4" />
      New inbox
    </Button>
  )
  return (
    <AccountFrame current="/dashboard" tools={stream && <ConnectionStatus state={stream} />}>
      <PageHead title="Your inboxes" about={me?.user?.email} action={mailboxes.length > 0 && button} />
      <Usage activeMailboxes={mailboxes.length} />
      {me && mailboxes.length >= me.plan.max_active_mailboxes && <LimitNotice plan={me.plan} />}
      <section
        aria-label="Inboxes"
        className={`rounded-panel border bg-surface ${mailboxes.length > 0 ? 'border-line' : 'border-dashed border-line'}`}
      >
        {mailboxes.length > 0 ? (
          <ul className="divide-y divide-line">
            {mailboxes.map((mailbox) => (
              <MailboxItem key={mailbox.address} mailbox={mailbox} />
            ))}
          </ul>
        ) : (
          <Notice title="No inbox is open" action={button}>
            Choose its name and how long it lasts. It ends by itself, and its mail with it.
          </Notice>
        )}
      </section>
      {me?.user && domains[0] && <NamespaceHint namespace={me.user.namespace} domain={domains[0]} />}
      {isAsking && <NewInboxDialog domains={domains} onClose={() => setAsking(false)} />}
    </AccountFrame>
  )
}

function sayNewMessage(address: string, { from, subject }: SummaryBody): void {
  const sender = from?.name || from?.address || 'an unknown sender'
  announce(`New mail in ${address.split('@')[0]} from ${sender}: ${subject || 'no subject'}.`)
}
