'use client'

import { clsx } from 'clsx'
import dynamic from 'next/dynamic'
import { MessageList } from '@/components/messages/message-list'
import { announce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { Notice } from '@/components/ui/notice'
import { alertNewMessage } from '@/lib/client/alerts'
import { useInbox } from '@/lib/client/use-inbox'
import { useUnreadMark } from '@/lib/client/use-unread-mark'
import type { SummaryBody } from '@/lib/messages/schema'
import { AddressBar } from './address-bar'
import { DeliveriesPanel } from './deliveries-panel'
import { EmptyInbox } from './empty-inbox'
import { EndedInbox } from './ended-inbox'
import { OpeningInbox } from './opening-inbox'
import { useSite } from './site-context'
import { SiteFrame } from './site-frame'
import { SiteTools } from './site-tools'
import { useMessageCommands } from './use-message-commands'

/** Fetched with the first message: who waits for mail needs nothing of it yet. */
const Reader = dynamic(() => import('@/components/messages/reader').then((module) => module.Reader), {
  loading: () => <div className="rounded-panel border border-line bg-surface max-lg:hidden" />,
})

type Props = { address: string; messageId: string | null }

/** One mailbox: its address and time above, its messages and the open one below. */
export function Inbox({ address, messageId }: Props) {
  const known = useSite().ended
  const ended = known?.address === address ? known.how : null
  const { mailbox, ending, messages, summaries, stream } = useInbox(address, ended, greet)
  const moves = useMessageCommands(address, messageId, summaries)
  useUnreadMark(address, ending ? 0 : (mailbox.data?.unread_count ?? 0))

  if (!mailbox.data && !ending) {
    if (!mailbox.isError) return <OpeningInbox />
    return <Failure words={mailbox.error.message} onRetry={() => void mailbox.refetch()} />
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
      {ending && <EndedInbox ending={ending} isReading={isReading} />}
      {!ending && isEmpty && !isReading && <EmptyInbox address={address} />}
      {(isReading || (!ending && !isEmpty)) && (
        <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] gap-4 max-lg:content-start lg:grid-cols-[minmax(20rem,25rem)_minmax(0,1fr)] print:block">
          {!ending && (
            <div className={clsx('flex min-h-0 flex-col gap-4 print:hidden', isReading && 'max-lg:hidden')}>
              <MessageList address={address} messages={messages} selected={messageId} onOpen={moves.open} />
              <DeliveriesPanel address={address} />
            </div>
          )}
          <Reader
            key={messageId}
            address={address}
            messageId={isReading ? messageId : null}
            hasEnded={ending !== null}
            moves={moves}
          />
        </div>
      )}
    </SiteFrame>
  )
}

function Failure({ words, onRetry }: { words: string; onRetry(): void }) {
  return (
    <SiteFrame tools={<SiteTools stream={null} />}>
      <Notice
        as="h1"
        title="The inbox did not open"
        action={
          <>
            <Button look="primary" onClick={onRetry}>
              Try again
            </Button>
            <a href="/" className={buttonClass({})}>
              Go to the start
            </a>
          </>
        }
      >
        {words}
      </Notice>
    </SiteFrame>
  )
}

function greet(message: SummaryBody): void {
  const sender = message.from?.name || message.from?.address || 'an unknown sender'
  const code = message.otp ? ` Code ${[...message.otp].join(' ')}.` : ''
  announce(`New mail from ${sender}: ${message.subject || 'no subject'}.${code}`)
  alertNewMessage(message)
}
