/** How events and answers are written into the query cache: one place, so that stream and mutations agree. */
import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import type { MailboxBody } from '@/lib/mailboxes/schema'
import type { SummaryBody } from '@/lib/messages/schema'
import type { Page } from './api'
import { keys } from './queries'

export type SummaryPages = InfiniteData<Page<SummaryBody>>

/** A mailbox as the page keeps it: it also remembers how it ended. */
export type CachedMailbox = MailboxBody & { ended?: 'expired' | 'deleted' }

/** Puts a mailbox where it is shown; an ended one leaves the list but stays readable by its own key. */
export function writeMailbox(client: QueryClient, mailbox: CachedMailbox): void {
  client.setQueryData(keys.mailbox(mailbox.address), mailbox)
  client.setQueryData<Page<MailboxBody>>(keys.mailboxes, (page) => {
    if (!page) return page
    const others = page.items.filter((item) => item.address !== mailbox.address)
    if (!mailbox.is_active) return { ...page, items: others }
    const isKnown = others.length < page.items.length
    const items = page.items.map((item) => (item.address === mailbox.address ? mailbox : item))
    return { ...page, items: isKnown ? items : [mailbox, ...items] }
  })
}

/** A new or changed message. Writing the same one twice changes nothing. */
export function writeSummary(client: QueryClient, address: string, summary: SummaryBody): void {
  const known = findSummary(client, address, summary.id)
  client.setQueryData<SummaryPages>(keys.messages(address), (pages) => withSummary(pages, summary))
  searchAgain(client, address)
  client.setQueryData(
    keys.message(address, summary.id),
    (full: SummaryBody | undefined) => full && { ...full, ...summary },
  )
  changeMailbox(client, address, (mailbox) => {
    if (known) {
      const change = Number(known.is_read) - Number(summary.is_read)
      return change === 0 ? mailbox : { ...mailbox, unread_count: Math.max(0, mailbox.unread_count + change) }
    }
    // A mailbox body that came later than this message has already counted it.
    if (summary.seq <= mailbox.last_seq) return mailbox
    const unread = mailbox.unread_count + (summary.is_read ? 0 : 1)
    return { ...mailbox, last_seq: summary.seq, message_count: mailbox.message_count + 1, unread_count: unread }
  })
}

export function endMailbox(client: QueryClient, mailbox: MailboxBody, ended: 'expired' | 'deleted'): void {
  writeMailbox(client, { ...mailbox, is_active: false, ended })
}

export function dropSummary(client: QueryClient, address: string, id: string): void {
  const known = findSummary(client, address, id)
  client.setQueryData<SummaryPages>(keys.messages(address), (pages) => withoutSummary(pages, id))
  searchAgain(client, address)
  if (!known) return
  changeMailbox(client, address, (mailbox) => ({
    ...mailbox,
    message_count: Math.max(0, mailbox.message_count - 1),
    unread_count: Math.max(0, mailbox.unread_count - (known.is_read ? 0 : 1)),
  }))
}

/** Which messages match, only the server can tell. */
export function searchAgain(client: QueryClient, address: string): void {
  void client.invalidateQueries({ queryKey: keys.search(address) })
}

export function findSummary(client: QueryClient, address: string, id: string): SummaryBody | undefined {
  return toSummaries(client.getQueryData<SummaryPages>(keys.messages(address))).find((item) => item.id === id)
}

export function toSummaries(pages: SummaryPages | undefined): SummaryBody[] {
  return pages?.pages.flatMap((page) => page.items) ?? []
}

/** The highest seq the page has seen; 0 when there is none. */
export function lastSeq(client: QueryClient, address: string): number {
  return toSummaries(client.getQueryData<SummaryPages>(keys.messages(address)))[0]?.seq ?? 0
}

function changeMailbox(client: QueryClient, address: string, change: (mailbox: CachedMailbox) => CachedMailbox): void {
  const mailbox = client.getQueryData<CachedMailbox>(keys.mailbox(address))
  if (!mailbox) return
  const changed = change(mailbox)
  if (changed !== mailbox) writeMailbox(client, changed)
}

function withSummary(data: SummaryPages | undefined, summary: SummaryBody): SummaryPages | undefined {
  const [first, ...rest] = data?.pages ?? []
  if (!data || !first) return data
  if (data.pages.some((page) => page.items.some((item) => item.id === summary.id))) {
    const replace = (item: SummaryBody) => (item.id === summary.id ? summary : item)
    return { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map(replace) })) }
  }
  const oldest = first.items.at(-1)?.seq
  // Older than the loaded first page: it comes with the page it belongs to.
  if (oldest !== undefined && summary.seq < oldest && data.pages.at(-1)?.next_cursor) return data
  const items = [summary, ...first.items].sort((a, b) => b.seq - a.seq)
  return { ...data, pages: [{ ...first, items }, ...rest] }
}

function withoutSummary(data: SummaryPages | undefined, id: string): SummaryPages | undefined {
  if (!data) return data
  const pages = data.pages.map((page) => ({ ...page, items: page.items.filter((item) => item.id !== id) }))
  return { ...data, pages }
}
