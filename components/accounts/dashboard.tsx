'use client'

import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
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
  const t = useTranslations('dashboard')
  const sayNewMessage = useSayNewMessage()
  const [isAsking, setAsking] = useState(false)
  const { data: me } = useQuery(meQuery())
  const mailboxes = useQuery(allMailboxesQuery()).data?.items ?? []
  const stream = useListStream(mailboxes[0], sayNewMessage)
  const button = (
    <Button look="primary" onClick={() => setAsking(true)}>
      <Plus aria-hidden className="size-4" />
      {t('new')}
    </Button>
  )
  return (
    <AccountFrame current="/dashboard" tools={stream && <ConnectionStatus state={stream} />}>
      <PageHead title={t('title')} about={me?.user?.email} action={mailboxes.length > 0 && button} />
      <Usage activeMailboxes={mailboxes.length} />
      {me && mailboxes.length >= me.plan.max_active_mailboxes && <LimitNotice plan={me.plan} />}
      <section
        aria-label={t('list')}
        className={`rounded-panel border bg-surface ${mailboxes.length > 0 ? 'border-line' : 'border-dashed border-line'}`}
      >
        {mailboxes.length > 0 ? (
          <ul className="divide-y divide-line">
            {mailboxes.map((mailbox) => (
              <MailboxItem key={mailbox.address} mailbox={mailbox} />
            ))}
          </ul>
        ) : (
          <Notice title={t('empty')} action={button}>
            {t('emptyAbout')}
          </Notice>
        )}
      </section>
      {me?.user && domains[0] && <NamespaceHint namespace={me.user.namespace} domain={domains[0]} />}
      {isAsking && <NewInboxDialog domains={domains} onClose={() => setAsking(false)} />}
    </AccountFrame>
  )
}

function useSayNewMessage() {
  const t = useTranslations('dashboard')
  const messages = useTranslations('messages')
  const words = useTranslations('words')
  return (address: string, { from, subject }: SummaryBody) =>
    announce(
      t('greeting', {
        inbox: address.split('@')[0] ?? '',
        sender: from?.name || from?.address || words('unknownSender'),
        subject: subject || messages('noSubject'),
      }),
    )
}
