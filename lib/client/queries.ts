/** What the page asks for and under which key it is kept. The stream keeps it fresh, so nothing goes stale by time. */
import { infiniteQueryOptions, QueryClient, queryOptions } from '@tanstack/react-query'
import { ApiError, api } from './api'
import type { CachedMailbox } from './cache'
import { FIRST_INBOX_LOCK, takeFirstInbox } from './first-inbox'

export const keys = {
  mailboxes: ['mailboxes'],
  mailbox: (address: string) => ['mailbox', address],
  messages: (address: string) => ['messages', address],
  search: (address: string) => ['search', address],
  message: (address: string, id: string) => ['message', address, id],
  deliveries: (address: string) => ['deliveries', address],
} as const

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false, retry: isWorthRetrying },
      mutations: { retry: false },
    },
  })
}

/** A refusal stays a refusal; no answer or a broken server may be different in a moment. */
function isWorthRetrying(failures: number, error: Error): boolean {
  const status = error instanceof ApiError ? error.status : 0
  return failures < 3 && (status === 0 || status >= 500)
}

export const mailboxesQuery = () => queryOptions({ queryKey: keys.mailboxes, queryFn: api.listMailboxes })

/** The caller's inboxes; makes the first one when there is none, once even if several tabs open together. */
export const homeQuery = () =>
  queryOptions({
    queryKey: keys.mailboxes,
    queryFn: async () => (await takeFirstInbox()) ?? oneTabAtATime(listOrCreate),
  })

export const mailboxQuery = (address: string) =>
  queryOptions({
    queryKey: keys.mailbox(address),
    queryFn: (): Promise<CachedMailbox> => api.getMailbox(address),
  })

export const messagesQuery = (address: string) =>
  infiniteQueryOptions({
    queryKey: keys.messages(address),
    queryFn: ({ pageParam }) => api.listMessages(address, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  })

/** `words` as the visitor typed them. */
export const searchQuery = (address: string, words: string) =>
  infiniteQueryOptions({
    queryKey: [...keys.search(address), words],
    queryFn: ({ pageParam }) => api.listMessages(address, pageParam, words),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    // typed again it may find more
    gcTime: 60_000,
  })

export const messageQuery = (address: string, id: string) =>
  queryOptions({ queryKey: keys.message(address, id), queryFn: () => api.getMessage(address, id) })

export const deliveriesQuery = (address: string) =>
  queryOptions({
    queryKey: keys.deliveries(address),
    queryFn: () => api.listDeliveries(address),
    refetchOnWindowFocus: 'always',
  })

/** How many remote images the document of a message holds back. */
export const heldBackImagesQuery = (address: string, id: string) =>
  queryOptions({ queryKey: ['held-back-images', address, id], queryFn: () => api.countHeldBackImages(address, id) })

/** How many mails came for an ended mailbox since; `told` is what is known already. */
export const refusedSinceQuery = (address: string, told: number) =>
  queryOptions({
    queryKey: ['refused-since', address],
    queryFn: () => api.countRefusedSince(address),
    initialData: told,
    refetchOnWindowFocus: 'always',
  })

async function listOrCreate() {
  const page = await api.listMailboxes()
  return page.items.length > 0 ? page : { items: [await api.createMailbox()], next_cursor: null }
}

function oneTabAtATime<T>(step: () => Promise<T>): Promise<T> {
  return 'locks' in navigator ? navigator.locks.request(FIRST_INBOX_LOCK, step) : step()
}
