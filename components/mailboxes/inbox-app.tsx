'use client'

import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { PageCommands } from '@/components/commands/page-commands'
import { Announcer } from '@/components/ui/announcer'
import { DialogHost } from '@/components/ui/dialog-host'
import { Toaster } from '@/components/ui/toast'
import type { Page } from '@/lib/client/api'
import { createQueryClient, homeQuery, keys, mailboxesQuery } from '@/lib/client/queries'
import { useErrorWords } from '@/lib/client/use-error-words'
import { useRoute } from '@/lib/client/use-route'
import type { MailboxBody } from '@/lib/mailboxes/schema'
import type { SummaryBody } from '@/lib/messages/schema'
import { Failure } from './failure'
import { focusAddress } from './focus-address'
import { Inbox } from './inbox'
import { OfflineBanner } from './offline-banner'
import { OpeningInbox } from './opening-inbox'
import { type Site, SiteProvider } from './site-context'
import { SiteTools } from './site-tools'

type Props = {
  site: Site
  /** The visitor's inboxes if the server knows some: the address is then in the first HTML. */
  mailboxes: MailboxBody[]
  /** The newest mail of the one that is shown, if there is one. */
  messages: { address: string; page: Page<SummaryBody> } | null
}

/** The whole page under `/` and `/m/…`: one client, one stream, moves without loading. */
export function InboxApp({ site, mailboxes, messages }: Props) {
  const [client] = useState(() => {
    const created = createQueryClient()
    if (mailboxes.length > 0) created.setQueryData(keys.mailboxes, { items: mailboxes, next_cursor: null })
    if (messages) created.setQueryData(keys.messages(messages.address), { pages: [messages.page], pageParams: [null] })
    return created
  })
  return (
    <QueryClientProvider client={client}>
      <SiteProvider site={site}>
        <CurrentInbox />
        <PageCommands />
        <DialogHost />
        <OfflineBanner />
        <Announcer />
        <Toaster />
      </SiteProvider>
    </QueryClientProvider>
  )
}

function CurrentInbox() {
  const t = useTranslations('inbox')
  const errorWords = useErrorWords()
  const route = useRoute()
  const mailboxes = useQuery(route.address ? mailboxesQuery() : homeQuery())
  const newest = mailboxes.data?.items[0]?.address ?? null
  // `/` keeps showing the inbox it began with, also when a newer one is made or when it ends.
  const [home, setHome] = useState(newest)
  if (!home && newest) setHome(newest)

  const address = route.address ?? home ?? newest
  const shown = useRef(address)
  useEffect(() => {
    if (shown.current !== null && shown.current !== address) {
      window.scrollTo(0, 0)
      focusAddress()
    }
    shown.current = address
  }, [address])
  if (address) return <Inbox key={address} address={address} messageId={route.messageId} />
  if (!mailboxes.isError) return <OpeningInbox isFirst={route.address === null} />
  return (
    <Failure title={t('none')} tools={<SiteTools stream={null} />} onRetry={() => void mailboxes.refetch()}>
      {errorWords(mailboxes.error)}
    </Failure>
  )
}
