/** What callers send about messages. */
import { z } from 'zod'
import { PageQuery, QueryBoolean, QueryInt, Text } from '@/lib/validate'
import type { MessageFilter } from './filters'

const MAX_SEQ = 2_147_483_647

/** RFC 3339, 5.6: "T" and "Z" may be in lower case. */
const Time = z.preprocess(
  (text) => (typeof text === 'string' ? text.toUpperCase() : text),
  z.iso.datetime({ offset: true, error: 'must be an RFC 3339 time' }),
)

const Filters = {
  unread: QueryBoolean.optional().describe('only those not read (or, when false, only those read)'),
  from: Text(320).optional().describe("a part of the sender's name or address, without case"),
  subject: Text(1_000).optional().describe('a part of the subject, without case'),
  q: Text(1_000).optional().describe('words or parts of words, all of them somewhere in subject, people or text'),
  since: Time.transform((time) => new Date(time))
    .optional()
    .describe('received at that time or later'),
}

const AfterSeq = QueryInt(0, MAX_SEQ).default(0).describe('only messages with a greater `seq`')

export const ListMessagesQuery = z.object({
  ...PageQuery.shape,
  after_seq: AfterSeq,
  ...Filters,
})

export const WaitQuery = z.object({
  timeout: QueryInt(0, 55).default(30).describe('seconds; 0 looks once'),
  after_seq: AfterSeq,
  for: z
    .enum(['message', 'otp', 'link'], { error: 'must be message, otp or link' })
    .default('message')
    .describe('any message, or only one with a one-time code or a verification link'),
  ...Filters,
})

export const EventsQuery = z.object({
  last_event_id: QueryInt(0, MAX_SEQ)
    .optional()
    .describe('every message with a greater `seq` is replayed first; the Last-Event-ID header wins'),
})

/** Remote images only when asked for. */
export const HtmlQuery = z.object({
  images: QueryBoolean.default(false).describe('whether remote images are shown'),
})

export const MarkMessageInput = z.object({ is_read: z.boolean({ error: 'must be true or false' }) })

/** The filters among the fields of a query; absent ones stay absent. */
export function toMessageFilter(query: MessageFilter): MessageFilter {
  const { unread, from, subject, q, since } = query
  return { unread, from, subject, q, since }
}
