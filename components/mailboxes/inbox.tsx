'use client'

import { clsx } from 'clsx'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { MessageList } from '@/components/messages/message-list'
import { MessageSearch } from '@/components/messages/message-search'
import { SearchOutcome } from '@/components/messages/search-outcome'
import { toSummaries } from '@/lib/client/cache'
import { useErrorWords } from '@/lib/client/use-error-words'
import { useInbox } from '@/lib/client/use-inbox'
import { useSearch } from '@/lib/client/use-search'
import { useUnreadMark } from '@/lib/client/use-unread-mark'
import { AddressBar } from './address-bar'
import { DeliveriesPanel } from './deliveries-panel'
import { EmptyInbox } from './empty-inbox'
import { EndedInbox } from './ended-inbox'
import { Failure } from './failure'
import { focusAddress } from './focus-address'
import { OpeningInbox } from './opening-inbox'
import { useSite } from './site-context'
import { SiteFrame } from './site-frame'
import { SiteTools } from './site-tools'
import { useGreeting } from './use-greeting'
import { useMessageCommands } from './use-message-commands'

const ReaderPlace = () => <div className="rounded-panel border border-line bg-surface max-lg:hidden" />

/** Fetched with the first message: who waits for mail needs nothing of it yet. */
const Reader = dynamic(() => import('@/components/messages/reader').then((module) => module.Reader), {
  loading: ReaderPlace,
})

type Props = { address: string; messageId: string | null }

/** One mailbox: its address and time above, its messages and the open one below. */
export function Inbox({ address, messageId }: Props) {
  const t = useTranslations('inbox')
  const errorWords = useErrorWords()
  const known = useSite().ended
  const ended = known?.address === address ? known.how : null
  const { mailbox, ending, messages, summaries, stream } = useInbox(address, ended, useGreeting())
  const search = useSearch(address)
  const found = search.found ? toSummaries(search.found.data) : null
  const moves = useMessageCommands(address, messageId, ending ? [] : (found ?? summaries))
  useUnreadMark(address, ending ? 0 : (mailbox.data?.unread_count ?? 0))
  const hasJustEnded = ending !== null && ended === null && mailbox.data !== undefined
  useEffect(() => {
    if (hasJustEnded) focusAddress()
  }, [hasJustEnded])

  if (!mailbox.data && !ending) {
    if (!mailbox.isError) return <OpeningInbox />
    return (
      <Failure title={t('failed')} tools={<SiteTools stream={null} />} onRetry={() => void mailbox.refetch()}>
        {errorWords(mailbox.error)}
      </Failure>
    )
  }
  const isReading = messageId !== null && ending !== 'missing'
  const isEmpty = messages.isSuccess && summaries.length === 0
  return (
    <SiteFrame isFixed tools={<SiteTools stream={ending ? null : stream} />}>
      {/* On phones the bar gives way to the message; the page keeps its heading. */}
      {isReading && <h1 className="sr-only lg:hidden">{address}</h1>}
      <div className={clsx(isReading && 'max-lg:hidden')}>
        <AddressBar
          address={address}
          mailbox={mailbox.data}
          ending={ending}
          withCode={summaries.find((summary) => summary.otp !== null)}
        />
      </div>
      {ending && <EndedInbox address={address} ending={ending} isReading={isReading} />}
      {!ending && isEmpty && !isReading && <EmptyInbox address={address} />}
      {(isReading || (!ending && !isEmpty)) && (
        <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] gap-4 max-lg:content-start lg:grid-cols-[minmax(20rem,25rem)_minmax(0,1fr)] print:block">
          {!ending && (
            <div className={clsx('flex min-h-0 flex-col gap-4 print:hidden', isReading && 'max-lg:hidden')}>
              <MessageSearch isReading={isReading} onLeave={moves.close} text={search.text} onText={search.setText} />
              <MessageList
                address={address}
                messages={search.found ?? messages}
                selected={messageId}
                onOpen={moves.open}
              >
                {found && (
                  <SearchOutcome words={search.words} count={found.length} onClear={() => search.setText('')} />
                )}
              </MessageList>
              <DeliveriesPanel address={address} />
            </div>
          )}
          {isReading || summaries.length > 0 ? (
            <Reader
              key={messageId}
              address={address}
              messageId={isReading ? messageId : null}
              hasEnded={ending !== null}
              moves={moves}
            />
          ) : (
            <ReaderPlace />
          )}
        </div>
      )}
    </SiteFrame>
  )
}
