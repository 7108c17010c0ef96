/** Mail by HTTP, for operators without port 25. */
import { InboundBody, SesBody } from '@/lib/inbound/schema'
import { endpoint } from '../endpoint'
import { MAILBOX } from './examples'

const ACCEPTED = { address: MAILBOX.address, result: 'accepted' as const, smtp_code: 250, reason: null }

export const receiveRaw = endpoint({
  method: 'POST',
  path: '/inbound/raw',
  tag: 'Inbound',
  summary: 'Hand in a message',
  description:
    'Answers after the commit, with what SMTP would have said to each recipient. Without `INBOUND_SECRET` in the environment ' +
    'there is nothing here (404).',
  caller: 'operator',
  rawBody: {
    mediaType: 'message/rfc822',
    description: 'The exact bytes of the message; any other media type is taken as well.',
    example: 'Subject: Hello\r\n\r\nHello\r\n',
  },
  headers: {
    'X-Envelope-To': 'The recipients of the envelope, 1 to 100, with commas in between or in several fields.',
    'X-Envelope-From': 'The sender of the envelope; absent or empty for the null sender.',
  },
  answers: { 200: { description: 'What became of it.', schema: InboundBody, example: { recipients: [ACCEPTED] } } },
  refusals: ['not_found', 'body_too_large', 'invalid_request'],
})

export const receiveSes = endpoint({
  method: 'POST',
  path: '/inbound/ses',
  tag: 'Inbound',
  summary: 'Take mail from Amazon SES',
  description:
    'The endpoint of an SNS topic that `INBOUND_SES_TOPICS` names; without any there is nothing here (404). Signatures are ' +
    'verified, subscriptions confirmed, notifications with their content delivered, others ignored.',
  caller: 'anybody',
  rawBody: {
    mediaType: 'text/plain',
    description: 'An SNS message as JSON.',
    example: '{"Type":"Notification", …}',
  },
  answers: {
    200: {
      description: 'What became of it.',
      schema: SesBody,
      example: { status: 'delivered', recipients: [ACCEPTED] },
    },
  },
  refusals: ['not_found', 'forbidden', 'malformed_json', 'body_too_large', 'invalid_request'],
})
