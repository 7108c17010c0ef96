/** Mailboxes: made, listed, read, extended, ended; and every attempt to deliver to one. */
import { CreateMailboxInput, CreateMailboxQuery, ExtendMailboxInput } from '@/lib/mailboxes/input'
import { CreatedMailboxBody, DeliveryBody, DeliveryRefusedBody, MailboxBody } from '@/lib/mailboxes/schema'
import { EventsQuery } from '@/lib/messages/input'
import { MessageDeletedBody, SummaryBody } from '@/lib/messages/schema'
import { PageQuery, pageOf } from '@/lib/validate'
import { endpoint } from '../endpoint'
import { MAILBOX, REFUSED, SUMMARY } from './examples'

export const createMailbox = endpoint({
  method: 'POST',
  path: '/mailboxes',
  tag: 'Mailboxes',
  summary: 'Create a mailbox',
  description:
    "Everything is optional, in the query or in a JSON body (which wins). It lives `min(ttl_minutes, the plan's maximum)` from now; without `ttl_minutes` the plan's default. A caller without any identity gets a `session_token`, which is an identity from then on: send it as a bearer token with later calls, creating included.",
  query: CreateMailboxQuery,
  body: CreateMailboxInput,
  codes: { ttl_minutes: 'invalid_ttl', local_part: 'invalid_local_part', domain: 'unknown_domain' },
  headers: {
    'Idempotency-Key':
      'The same key of the same caller gets the same answer for 24 hours. 1 to 255 characters; at least 16 for a caller without any identity, who then gets the same token again.',
  },
  answers: {
    201: {
      description: 'The mailbox receives from now on.',
      schema: CreatedMailboxBody,
      example: { ...MAILBOX, message_count: 0, unread_count: 0, last_seq: 0, session_token: 'mfs_4mS8…' },
      headers: {
        Location: 'The path of the mailbox.',
        'Set-Cookie': 'The session token, HttpOnly, for browsers; only together with `session_token`.',
      },
    },
  },
  refusals: [
    'reserved_local_part',
    'address_taken',
    'mailbox_limit_reached',
    'invalid_idempotency_key',
    'idempotency_key_reused',
  ],
  example: { body: { ttl_minutes: 10 } },
})

export const listMailboxes = endpoint({
  method: 'GET',
  path: '/mailboxes',
  tag: 'Mailboxes',
  summary: 'List your mailboxes',
  description: 'The active ones that this identity owns, newest first. Nobody owns nothing.',
  query: PageQuery,
  answers: {
    200: {
      description: 'A page of mailboxes.',
      schema: pageOf(MailboxBody),
      example: { items: [MAILBOX], next_cursor: null },
    },
  },
  refusals: [],
})

export const getMailbox = endpoint({
  method: 'GET',
  path: '/mailboxes/{address}',
  tag: 'Mailboxes',
  summary: 'Read a mailbox',
  description: 'What is not yours does not exist: the answer is the same as for an address that never was.',
  answers: { 200: { description: 'The mailbox.', schema: MailboxBody, example: MAILBOX } },
  refusals: [],
})

export const extendMailbox = endpoint({
  method: 'PATCH',
  path: '/mailboxes/{address}',
  tag: 'Mailboxes',
  summary: 'Give a mailbox another end',
  description: "It ends `min(ttl_minutes, the plan's maximum)` from now, which may be sooner than before.",
  body: ExtendMailboxInput,
  codes: { ttl_minutes: 'invalid_ttl' },
  answers: { 200: { description: 'The mailbox with its new end.', schema: MailboxBody, example: MAILBOX } },
  refusals: [],
  example: { body: { ttl_minutes: 30 } },
})

export const deleteMailbox = endpoint({
  method: 'DELETE',
  path: '/mailboxes/{address}',
  tag: 'Mailboxes',
  summary: 'End a mailbox now',
  description:
    'It and all under it is 404 from this instant, to its owner with the code `mailbox_deleted` until the purge. The address is not handed out again for a long time.',
  answers: { 204: { description: 'It has ended.' } },
  refusals: [],
})

export const listDeliveries = endpoint({
  method: 'GET',
  path: '/mailboxes/{address}/deliveries',
  tag: 'Mailboxes',
  summary: 'List the attempts to deliver',
  description:
    'Every SMTP attempt for this address, newest first, accepted or refused: the answer to "where is my mail?". Of refused senders only the domain is told.',
  query: PageQuery,
  answers: {
    200: {
      description: 'A page of attempts.',
      schema: pageOf(DeliveryBody),
      example: { items: [REFUSED], next_cursor: null },
    },
  },
  refusals: [],
})

export const sendTestMessage = endpoint({
  method: 'POST',
  path: '/mailboxes/{address}/test-message',
  tag: 'Mailboxes',
  summary: 'Send a test message to a mailbox',
  description:
    'Mayfly writes it and delivers it as every mail: stored, parsed, announced, with a code to be found. Ten a minute for each mailbox.',
  answers: { 204: { description: 'It is stored, and readable within moments.' } },
  refusals: [],
})

export const followMailbox = endpoint({
  method: 'GET',
  path: '/mailboxes/{address}/events',
  tag: 'Mailboxes',
  summary: 'Follow a mailbox live',
  description:
    'Server-sent events. `ready` comes first; `mailbox_expired` or `mailbox_deleted` comes last, then the server closes and a reconnect is answered 404. A comment line every 15 s keeps proxies awake. With `Last-Event-ID` (or `last_event_id`) every message with a greater `seq` is replayed before live ones: none lost, none twice, in order, across reconnects and restarts. Without it nothing is replayed; 0 replays all.',
  query: EventsQuery,
  headers: { 'Last-Event-ID': 'The `id` of the last event seen; browsers send it when they come back.' },
  answers: {
    200: {
      description: 'A stream that lasts as long as the mailbox or the reader.',
      mediaType: 'text/event-stream',
      example: [
        'retry: 2000',
        `event: ready\ndata: ${JSON.stringify(MAILBOX)}`,
        `event: new_message\nid: 1\ndata: ${JSON.stringify(SUMMARY)}`,
        '',
      ].join('\n\n'),
      events: {
        ready: { description: 'Follows from here; `last_seq` is where it stands.', data: MailboxBody },
        new_message: {
          description: 'A message became readable; its `seq` is the `id` of the event.',
          data: SummaryBody,
        },
        message_updated: { description: 'It was marked read or unread.', data: SummaryBody },
        message_deleted: {
          description: 'It was deleted, or dropped because the mailbox was full.',
          data: MessageDeletedBody,
        },
        mailbox_updated: { description: 'It has another end.', data: MailboxBody },
        delivery_refused: {
          description: 'A mail for it was refused; the list of deliveries says why.',
          data: DeliveryRefusedBody,
        },
        mailbox_expired: { description: 'Its time is over. The last event.', data: MailboxBody },
        mailbox_deleted: { description: 'Somebody ended it. The last event.', data: MailboxBody },
      },
    },
  },
  refusals: [],
  example: { query: { last_event_id: '0' } },
})
