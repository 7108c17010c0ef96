/** The shapes of messages: what the API answers and what parsing produces. */
import { z } from 'zod'
import { DeliveryBody, Timestamp } from '@/lib/mailboxes/schema'
import type { StoredAttachment } from './attachments/place'

export const AddressBody = z.object({ name: z.string(), address: z.string() })
AddressBody.register(z.globalRegistry, { id: 'Address' })
export type AddressBody = z.infer<typeof AddressBody>

export const CodeBody = z.object({
  value: z.string().describe('without separators; a code made of words is as it is typed'),
  score: z
    .number()
    .min(0)
    .max(1)
    .describe('how sure it is: 1 header, 0.99 origin_bound, from 0.5 to 0.98 read in the text'),
  source: z.enum(['header', 'origin_bound', 'html', 'text']),
})
CodeBody.register(z.globalRegistry, { id: 'Code' })
export type CodeBody = z.infer<typeof CodeBody>

export const LinkBody = z.object({
  url: z.string(),
  text: z.string(),
  kind: z.enum(['verification', 'unsubscribe', 'other']),
  host: z.string(),
  is_aligned: z
    .boolean()
    .nullable()
    .describe('whether the host belongs to the domain of From; null where one of them is no public name'),
})
LinkBody.register(z.globalRegistry, { id: 'Link' })
export type LinkBody = z.infer<typeof LinkBody>

export const HeaderBody = z.object({ name: z.string(), value: z.string() })
HeaderBody.register(z.globalRegistry, { id: 'Header' })
export type HeaderBody = z.infer<typeof HeaderBody>

export const AttachmentBody = z.object({
  index: z.int().describe('from 0, in the order of the message'),
  filename: z.string().nullable(),
  content_type: z.string(),
  size: z.int(),
  content_id: z.string().nullable().describe('without angle brackets'),
  inline: z.boolean(),
})
AttachmentBody.register(z.globalRegistry, { id: 'Attachment' })
export type AttachmentBody = z.infer<typeof AttachmentBody>

/** In the words of RFC 8601, 2.7. */
const AuthenticationResult = z.enum(['pass', 'fail', 'softfail', 'neutral', 'none', 'policy', 'temperror', 'permerror'])

export const AuthenticationBody = z.object({
  spf: z.object({ result: AuthenticationResult, domain: z.string().nullable() }),
  dkim: z.object({
    result: AuthenticationResult.describe('of the signature that says most for the message'),
    domain: z.string().nullable(),
    selector: z.string().nullable(),
  }),
  dmarc: z.object({
    result: AuthenticationResult,
    domain: z.string().nullable().describe('of the From header'),
    policy: z.string().nullable().describe('none, quarantine or reject, as the domain asks'),
  }),
})
export type AuthenticationBody = z.infer<typeof AuthenticationBody>

export const SummaryBody = z.object({
  id: z.uuid(),
  seq: z.int().describe('1, 2, 3 … per mailbox, in order of arrival'),
  from: AddressBody.nullable(),
  to: z.array(AddressBody).describe('the first 2,000, of the first 128 KiB of the header; cc and reply_to likewise'),
  subject: z.string().describe('it and all names without what turns text around (U+202A to U+202E, U+2066 to U+2069)'),
  preview: z.string(),
  received_at: Timestamp,
  is_read: z.boolean(),
  size: z.int().describe('bytes as received'),
  attachment_count: z.int(),
  otp: z.string().nullable(),
  verification_link: z.string().nullable(),
})
SummaryBody.register(z.globalRegistry, { id: 'Summary' })
export type SummaryBody = z.infer<typeof SummaryBody>

export const MessageBody = SummaryBody.extend({
  cc: z.array(AddressBody),
  reply_to: z.array(AddressBody),
  date: Timestamp.nullable(),
  message_id: z.string().nullable().describe('the Message-ID header'),
  headers: z.array(HeaderBody).describe('decoded, otherwise as sent'),
  body_text: z.string().nullable().describe('null where the message has none, or white space alone'),
  body_html: z.string().nullable().describe('as sent: never put it into a page, use /html; null likewise'),
  attachments: z.array(AttachmentBody),
  codes: z.array(CodeBody),
  links: z.array(LinkBody),
  parse_error: z.string().nullable(),
  authentication: AuthenticationBody.nullable().describe(
    'found after arrival, announced as message_updated; null until then, and where it is switched off',
  ),
})
MessageBody.register(z.globalRegistry, { id: 'Message' })
export type MessageBody = z.infer<typeof MessageBody>

/** What is told of a message that is no more. */
export const MessageDeletedBody = z.object({ id: z.uuid(), seq: z.int() })
export type MessageDeletedBody = z.infer<typeof MessageDeletedBody>

export const WaitBody = z.discriminatedUnion('status', [
  z.object({ status: z.literal('matched'), cursor: z.int(), message: MessageBody }),
  z.object({
    status: z.literal('timeout'),
    cursor: z.int().describe('after_seq for the next call'),
    message: z.null(),
    near_misses: z.array(
      z.object({ id: z.uuid(), seq: z.int(), why: z.enum(['from', 'subject', 'q', 'unread', 'since', 'for']) }),
    ),
    refused: z.array(DeliveryBody),
  }),
])
WaitBody.register(z.globalRegistry, { id: 'WaitAnswer' })
export type WaitBody = z.infer<typeof WaitBody>

/** The header fields that lists show, found by a bounded scan before a message is acknowledged. */
export type ScannedHeaders = {
  from: AddressBody | null
  to: AddressBody[]
  subject: string
  messageId: string | null
  date: Date | null
}

/** What parsing makes of the raw bytes: one row of `message_contents`. Free of U+0000, which PostgreSQL cannot store. */
export type ParsedMessage = {
  preview: string
  bodyText: string | null
  bodyHtml: string | null
  safeHtml: string | null
  cc: AddressBody[]
  replyTo: AddressBody[]
  headers: HeaderBody[]
  attachments: StoredAttachment[]
  codes: CodeBody[]
  links: LinkBody[]
  otp: string | null
  verificationLink: string | null
  parseError: string | null
  /** What search looks at: the words of subject, people and text; bounded. */
  searchText: string
  /** Base64, see search-signature. */
  searchSignature: string
}
