import type { QueryClient } from '@tanstack/react-query'
import { beforeEach, expect, test } from 'vitest'
import type { MailboxBody } from '@/lib/mailboxes/schema'
import type { SummaryBody } from '@/lib/messages/schema'
import { dropSummary, endMailbox, lastSeq, type SummaryPages, toSummaries, writeMailbox, writeSummary } from './cache'
import { createQueryClient, keys } from './queries'

const ADDRESS = 'a@mayfly.localhost'

let client: QueryClient
beforeEach(() => {
  client = createQueryClient()
  client.setQueryData(keys.mailboxes, { items: [mailbox({})], next_cursor: null })
  client.setQueryData(keys.mailbox(ADDRESS), mailbox({}))
  client.setQueryData<SummaryPages>(keys.messages(ADDRESS), {
    pages: [{ items: [], next_cursor: null }],
    pageParams: [null],
  })
})

test('a replayed message is shown and counted once', () => {
  writeSummary(client, ADDRESS, summary(1))
  writeSummary(client, ADDRESS, summary(1))
  expect(shown()).toEqual([1])
  expect(counts()).toEqual({ message_count: 1, unread_count: 1, last_seq: 1 })
})

test('a mailbox that already counted a message is not counted up again', () => {
  writeMailbox(client, mailbox({ message_count: 1, unread_count: 1, last_seq: 1 }))
  writeSummary(client, ADDRESS, summary(1))
  expect(shown()).toEqual([1])
  expect(counts()).toEqual({ message_count: 1, unread_count: 1, last_seq: 1 })
})

test('messages stand newest first, in whatever order they come', () => {
  for (const seq of [2, 3, 1]) writeSummary(client, ADDRESS, summary(seq))
  expect(shown()).toEqual([3, 2, 1])
  expect(lastSeq(client, ADDRESS)).toBe(3)
})

test('reading counts the unread down once, also when the server confirms it', () => {
  writeSummary(client, ADDRESS, summary(1))
  writeSummary(client, ADDRESS, { ...summary(1), is_read: true })
  writeSummary(client, ADDRESS, { ...summary(1), is_read: true })
  expect(counts()).toMatchObject({ unread_count: 0, message_count: 1 })
})

test('a dropped message leaves the list and the counts, once', () => {
  writeSummary(client, ADDRESS, summary(1))
  dropSummary(client, ADDRESS, id(1))
  dropSummary(client, ADDRESS, id(1))
  expect(shown()).toEqual([])
  expect(counts()).toMatchObject({ unread_count: 0, message_count: 0, last_seq: 1 })
})

test('an ended mailbox leaves the list and says how it ended', () => {
  endMailbox(client, mailbox({}), 'deleted')
  expect(client.getQueryData(keys.mailboxes)).toEqual({ items: [], next_cursor: null })
  expect(client.getQueryData(keys.mailbox(ADDRESS))).toMatchObject({ is_active: false, ended: 'deleted' })
})

const id = (seq: number) => `00000000-0000-4000-8000-${String(seq).padStart(12, '0')}`
const shown = () => toSummaries(client.getQueryData<SummaryPages>(keys.messages(ADDRESS))).map(({ seq }) => seq)

function counts() {
  const { message_count, unread_count, last_seq } =
    client.getQueryData<MailboxBody>(keys.mailbox(ADDRESS)) ?? mailbox({})
  return { message_count, unread_count, last_seq }
}

function mailbox(changes: Partial<MailboxBody>): MailboxBody {
  return {
    address: ADDRESS,
    created_at: '2026-11-22T18:00:00.000Z',
    expires_at: '2026-11-22T19:00:00.000Z',
    ttl_minutes: 60,
    is_active: true,
    owner_type: 'anonymous',
    message_count: 0,
    unread_count: 0,
    last_seq: 0,
    ...changes,
  }
}

function summary(seq: number): SummaryBody {
  return {
    id: id(seq),
    seq,
    from: null,
    to: [],
    subject: `Message ${seq}`,
    preview: '',
    received_at: '2026-11-22T18:00:00.000Z',
    is_read: false,
    size: 1,
    attachment_count: 0,
    otp: null,
    verification_link: null,
  }
}
