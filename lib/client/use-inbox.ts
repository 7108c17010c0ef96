/** Everything the page shows of one mailbox: the row, its messages, the stream that keeps both fresh, how it ended. */
import {
  type InfiniteData,
  type UseQueryResult,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { MailboxBody } from '@/lib/mailboxes/schema'
import type { SummaryBody } from '@/lib/messages/schema'
import { ApiError, type Page } from './api'
import { type CachedMailbox, toSummaries } from './cache'
import { keys, mailboxQuery, messagesQuery } from './queries'
import { useMailboxEvents } from './use-mailbox-events'

/** `missing`: it is not the visitor's, or it never was. */
export type Ending = 'expired' | 'deleted' | 'missing'

const NO_MESSAGES: InfiniteData<Page<SummaryBody>, string | null> = {
  pages: [{ items: [], next_cursor: null }],
  pageParams: [null],
}

/** `ended` is what the server said with the page: then nothing is asked. */
export function useInbox(address: string, ended: Ending | null, onNewMessage: (message: SummaryBody) => void) {
  const client = useQueryClient()
  const mailbox = useQuery({
    ...mailboxQuery(address),
    enabled: ended === null,
    initialData: (): CachedMailbox | undefined =>
      client.getQueryData<Page<MailboxBody>>(keys.mailboxes)?.items.find((item) => item.address === address),
  })
  const ending = ended ?? toEnding(mailbox)
  const isOpen = mailbox.data !== undefined && ending === null
  const messages = useInfiniteQuery({
    ...messagesQuery(address),
    enabled: isOpen,
    // nothing has ever come, and the stream tells of all from the first on
    initialData: () => (mailbox.data?.last_seq === 0 ? NO_MESSAGES : undefined),
  })
  const stream = useMailboxEvents(isOpen && messages.isSuccess ? address : null, onNewMessage)
  return { mailbox, ending, messages, summaries: toSummaries(messages.data), stream }
}

function toEnding({ data, error }: UseQueryResult<CachedMailbox>): Ending | null {
  if (error instanceof ApiError && error.status === 404) {
    if (error.code === 'mailbox_expired') return 'expired'
    return error.code === 'mailbox_deleted' ? 'deleted' : 'missing'
  }
  return data && !data.is_active ? (data.ended ?? 'expired') : null
}
