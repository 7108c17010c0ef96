/** What callers send about messages. */
import { z } from 'zod'
import { QueryBoolean, QueryInt, Text } from '@/lib/validate'
import type { MessageFilter } from './filters'

const MAX_SEQ = 2_147_483_647

const Filters = {
  unread: QueryBoolean.optional(),
  from: Text(320).optional(),
  subject: Text(1_000).optional(),
  q: Text(1_000).optional(),
  since: z.iso
    .datetime({ offset: true, error: 'must be an RFC 3339 time' })
    .transform((time) => new Date(time))
    .optional(),
}

export const ListMessagesQuery = z.object({
  limit: QueryInt(1, 100).default(50),
  cursor: z.string().optional(),
  after_seq: QueryInt(0, MAX_SEQ).default(0),
  ...Filters,
})

export const WaitQuery = z.object({
  timeout: QueryInt(0, 55).default(30),
  after_seq: QueryInt(0, MAX_SEQ).default(0),
  for: z.enum(['message', 'otp', 'link'], { error: 'must be message, otp or link' }).default('message'),
  ...Filters,
})

export const EventsQuery = z.object({ last_event_id: QueryInt(0, MAX_SEQ).optional() })

/** Remote images only when asked for. */
export const HtmlQuery = z.object({ images: QueryBoolean.default(false) })

export const MarkMessageInput = z.object({ is_read: z.boolean({ error: 'must be true or false' }) })

/** The filters among the fields of a query; absent ones stay absent. */
export function toMessageFilter(query: MessageFilter): MessageFilter {
  const { unread, from, subject, q, since } = query
  return { unread, from, subject, q, since }
}
