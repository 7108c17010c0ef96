/** Messages: listed, waited for, read in every form, marked, deleted. */
import { HtmlQuery, ListMessagesQuery, MarkMessageInput, WaitQuery } from '@/lib/messages/input'
import { MessageBody, SummaryBody, WaitBody } from '@/lib/messages/schema'
import { pageOf } from '@/lib/validate'
import { endpoint } from '../endpoint'
import { MESSAGE, SUMMARY } from './examples'

export const listMessages = endpoint({
  method: 'GET',
  path: '/mailboxes/{address}/messages',
  tag: 'Messages',
  summary: 'List messages',
  description: 'Summaries without bodies, newest first. Filters add up.',
  query: ListMessagesQuery,
  answers: {
    200: {
      description: 'A page of summaries.',
      schema: pageOf(SummaryBody),
      example: { items: [SUMMARY], next_cursor: null },
    },
  },
  refusals: [],
  example: { query: { unread: 'true', from: 'shop.example' } },
})

export const waitForMessage = endpoint({
  method: 'GET',
  path: '/mailboxes/{address}/messages/wait',
  tag: 'Messages',
  summary: 'Wait for a message, a code or a link',
  description:
    'Answers with the oldest matching message after `after_seq`, as soon as it is readable, or after `timeout` seconds with what came instead: `near_misses` names the filter that each other message failed, `refused` the deliveries that were turned away meanwhile. Give `cursor` to the next call as `after_seq`, and a stale code cannot come back. Ends with 404 at once when the mailbox ends. Many may wait at once. An address in your own namespace (`GET /me`) need not exist yet: its first mail makes it, within the plan.',
  query: WaitQuery,
  answers: {
    200: {
      description: 'Matched, or timed out.',
      schema: WaitBody,
      example: { status: 'matched', cursor: 1, message: MESSAGE },
    },
  },
  refusals: ['mailbox_limit_reached'],
  example: { query: { for: 'otp', timeout: '30', after_seq: '0' } },
})

export const getMessage = endpoint({
  method: 'GET',
  path: '/mailboxes/{address}/messages/{id}',
  tag: 'Messages',
  summary: 'Read a message',
  description:
    'All of it, with the codes and links that were found in what a person would see. Reading changes nothing, `is_read` included. No link is ever fetched or rewritten.',
  answers: { 200: { description: 'The message.', schema: MessageBody, example: MESSAGE } },
  refusals: ['message_not_found'],
})

export const markMessage = endpoint({
  method: 'PATCH',
  path: '/mailboxes/{address}/messages/{id}',
  tag: 'Messages',
  summary: 'Mark a message as read or unread',
  description: 'Followers of the mailbox hear of it as `message_updated`.',
  body: MarkMessageInput,
  answers: { 200: { description: 'Its summary.', schema: SummaryBody, example: { ...SUMMARY, is_read: true } } },
  refusals: ['message_not_found'],
  example: { body: { is_read: true } },
})

export const deleteMessage = endpoint({
  method: 'DELETE',
  path: '/mailboxes/{address}/messages/{id}',
  tag: 'Messages',
  summary: 'Delete a message',
  description: 'For good. Its `seq` stays unused.',
  answers: { 204: { description: 'It is gone.' } },
  refusals: ['message_not_found'],
})

export const getRawMessage = endpoint({
  method: 'GET',
  path: '/mailboxes/{address}/messages/{id}/raw',
  tag: 'Messages',
  summary: 'Download a message as received',
  description: 'The exact bytes that came in, with one `Received:` header of ours in front.',
  answers: {
    200: {
      description: 'The source.',
      mediaType: 'message/rfc822',
      example: 'Received: from mail.shop.example …\r\nSubject: Your code is 482913\r\n\r\nYour code is 482913.\r\n',
      headers: { 'Content-Disposition': 'Always `attachment`, named after the message.' },
    },
  },
  refusals: ['message_not_found'],
})

export const getMessageHtml = endpoint({
  method: 'GET',
  path: '/mailboxes/{address}/messages/{id}/html',
  tag: 'Messages',
  summary: 'Render a message safely',
  description:
    'A sanitised document with a Content-Security-Policy of its own, made for a sandboxed frame. Remote images only with `images=1`; a mail without HTML shows its text.',
  query: HtmlQuery,
  answers: {
    200: {
      description: 'The document.',
      mediaType: 'text/html',
      example: '<!doctype html><html><body><p>Your code is <b>482913</b>.</p></body></html>',
      headers: {
        'Content-Security-Policy': 'Allows nothing but inline styles and the images asked for.',
        'X-Mayfly-Held-Back-Images': 'How many remote images are not shown.',
      },
    },
  },
  refusals: ['message_not_found'],
})

export const getAttachment = endpoint({
  method: 'GET',
  path: '/mailboxes/{address}/messages/{id}/attachments/{index}',
  tag: 'Messages',
  summary: 'Download an attachment',
  description: 'Never shown by a browser: always an attachment, `nosniff`, in a sandbox.',
  answers: {
    200: {
      description: 'The bytes, of the type that the message says.',
      mediaType: '*/*',
      headers: { 'Content-Disposition': 'Always `attachment`, with the name as RFC 6266 writes it.' },
    },
  },
  refusals: ['message_not_found', 'attachment_not_found'],
})

export const previewAttachment = endpoint({
  method: 'GET',
  path: '/mailboxes/{address}/messages/{id}/attachments/{index}/preview',
  tag: 'Messages',
  summary: 'Look at an attachment',
  description:
    'What can be shown of it without harm: pictures (PNG, JPEG, GIF, WebP, known by their bytes, up to 10 MiB and 50 million pixels) as they are, and text of any kind, SVG and HTML included, as plain text, the first 100,000 characters. In a sandbox.',
  answers: {
    200: {
      description: 'The picture or the text.',
      mediaType: '*/*',
      headers: { 'X-Mayfly-Cut': '`true` when there is more text than this.' },
    },
  },
  refusals: ['message_not_found', 'attachment_not_found', 'no_preview'],
})

export const getAttachmentsZip = endpoint({
  method: 'GET',
  path: '/mailboxes/{address}/messages/{id}/attachments.zip',
  tag: 'Messages',
  summary: 'Download all attachments as one archive',
  description: 'Each under its own name in one folder; where names repeat, they are numbered.',
  answers: {
    200: {
      description: 'The archive.',
      mediaType: 'application/zip',
      headers: { 'Content-Disposition': 'Always `attachment`, named after the message.' },
    },
  },
  refusals: ['message_not_found', 'no_attachments'],
})
