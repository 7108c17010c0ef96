'use client'

import { clsx } from 'clsx'
import { useEffect } from 'react'
import { MessageList } from '@/components/messages/message-list'
import { Reader } from '@/components/messages/reader'
import { announce } from '@/components/ui/announcer'
import { Notice } from '@/components/ui/notice'
import { useInbox } from '@/lib/client/use-inbox'
import { currentRoute, goTo, mailboxHref, messageHref, replaceWith } from '@/lib/client/use-route'
import { useShortcuts } from '@/lib/client/use-shortcuts'
import type { SummaryBody } from '@/lib/messages/schema'
import { AddressBar } from './address-bar'
import { DeliveriesPanel } from './deliveries-panel'
import { EmptyInbox } from './empty-inbox'
import { EndedInbox } from './ended-inbox'
import { OpeningInbox } from './opening-inbox'
import { useSite } from './site-context'
import { SiteFrame } from './site-frame'
import { SiteTools } from './site-tools'

type Props = { address: string; messageId: string | null }

/** One mailbox: its address and time above, its messages and the open one below. */
export function Inbox({ address, messageId }: Props) {
  const known = useSite().ended
  const ended = known?.address === address ? known.how : null
  const { mailbox, ending, messages, summaries, stream } = useInbox(address, ended, sayNewMessage)
  const open = (id: string) => (messageId ? replaceWith : goTo)(messageHref(address, id))
  const close = () => {
    if (!messageId) return
    goTo(mailboxHref(address))
    focusRow(messageId)
  }
  const step = (by: 1 | -1) => {
    // Keys may come faster than renders.
    const current = currentRoute().messageId
    if (!current) return moveFocus(by)
    const next = summaries[summaries.findIndex((summary) => summary.id === current) + by]
    if (next) open(next.id)
  }
  useShortcuts({ j: () => step(1), k: () => step(-1), Escape: close })
  useTitle(address, ending ? 0 : (mailbox.data?.unread_count ?? 0))

  if (!mailbox.data && !ending) {
    return mailbox.isError ? <Failure words={mailbox.error.message} /> : <OpeningInbox />
  }
  const isReading = messageId !== null && ending !== 'missing'
  const isEmpty = messages.isSuccess && summaries.length === 0
  return (
    <SiteFrame isFixed tools={<SiteTools stream={ending ? null : stream} />}>
      {/* On phones the bar gives way to the message; the page keeps its heading. */}
      {isReading && <h1 className="sr-only lg:hidden">{address}</h1>}
      <div className={clsx(isReading && 'max-lg:hidden')}>
        <AddressBar address={address} mailbox={mailbox.data} ending={ending} />
      </div>
      {ending && <EndedInbox ending={ending} isReading={isReading} />}
      {!ending && isEmpty && !isReading && <EmptyInbox address={address} />}
      {(isReading || (!ending && !isEmpty)) && (
        <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] gap-4 max-lg:content-start lg:grid-cols-[minmax(20rem,25rem)_minmax(0,1fr)]">
          {!ending && (
            <div className={clsx('flex min-h-0 flex-col gap-4', isReading && 'max-lg:hidden')}>
              <MessageList address={address} messages={messages} selected={messageId} onOpen={open} />
              <DeliveriesPanel address={address} />
            </div>
          )}
          <Reader
            key={messageId}
            address={address}
            messageId={isReading ? messageId : null}
            hasEnded={ending !== null}
            onClose={close}
          />
        </div>
      )}
    </SiteFrame>
  )
}

function Failure({ words }: { words: string }) {
  return (
    <SiteFrame tools={<SiteTools stream={null} />}>
      <Notice as="h1" title="The inbox did not open">
        {words}
      </Notice>
    </SiteFrame>
  )
}

function sayNewMessage(message: SummaryBody): void {
  const sender = message.from?.name || message.from?.address || 'an unknown sender'
  const code = message.otp ? ` Code ${[...message.otp].join(' ')}.` : ''
  announce(`New mail from ${sender}: ${message.subject || 'no subject'}.${code}`)
}

function useTitle(address: string, unread: number): void {
  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${address} · Mayfly`
  }, [address, unread])
}

const rows = () => [...document.querySelectorAll<HTMLAnchorElement>('a[data-message]')]

function moveFocus(by: 1 | -1): void {
  const all = rows()
  const at = all.findIndex((row) => row.matches(':focus'))
  all[at === -1 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)]?.focus()
}

function focusRow(id: string): void {
  requestAnimationFrame(() =>
    rows()
      .find((row) => row.dataset.message === id)
      ?.focus(),
  )
}
