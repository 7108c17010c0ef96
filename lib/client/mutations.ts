/** What the visitor can change. Reading and deleting show at once and are taken back when the server refuses. */
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import type { MailboxBody } from '@/lib/mailboxes/schema'
import { api, type NewMailbox } from './api'
import { dropSummary, endMailbox, findSummary, writeMailbox, writeSummary } from './cache'
import { keys } from './queries'

/** Shortest time an extension asks for; the server caps it at the plan's maximum. */
const EXTEND_MINUTES = 60

export function useCreateMailbox() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (wanted: NewMailbox | undefined) => api.createMailbox(wanted),
    onSuccess: (mailbox) => writeMailbox(client, mailbox),
  })
}

export function useExtendMailbox() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ address, ttl_minutes }: MailboxBody) =>
      api.extendMailbox(address, Math.max(EXTEND_MINUTES, ttl_minutes)),
    onSuccess: (mailbox) => writeMailbox(client, mailbox),
  })
}

export function useDeleteMailbox() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ address }: MailboxBody) => api.deleteMailbox(address),
    onSuccess: (_, mailbox) => endMailbox(client, mailbox, 'deleted'),
  })
}

export function useMarkRead(address: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.setRead(address, id, true),
    onMutate: (id) => setRead(client, address, id, true),
    onError: (_, id) => setRead(client, address, id, false),
  })
}

export function useDeleteMessage(address: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.deleteMessage(address, id),
    onMutate: (id) => dropSummary(client, address, id),
    onError: () => client.invalidateQueries({ queryKey: keys.messages(address) }),
  })
}

function setRead(client: QueryClient, address: string, id: string, isRead: boolean): void {
  const summary = findSummary(client, address, id)
  if (summary) writeSummary(client, address, { ...summary, is_read: isRead })
}
