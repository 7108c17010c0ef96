/** Our mailboxes and messages in mail.tm's shapes. */
import type { Mailbox } from '@/lib/mailboxes/mailboxes'
import type { OwnedMessage } from '@/lib/messages/all-messages'
import type { MessageBody } from '@/lib/messages/schema'

/** A domain has no history: the epoch stands for "always". */
const ALWAYS = '1970-01-01T00:00:00.000Z'

export const toDomain = (domain: string) => ({
  id: domain,
  domain,
  isActive: true,
  isPrivate: false,
  createdAt: ALWAYS,
  updatedAt: ALWAYS,
})

export function toAccount({ id, address, body: { created_at } }: Pick<Mailbox, 'id' | 'address' | 'body'>) {
  const about = { quota: 0, used: 0, isDisabled: false, isDeleted: false }
  return { id, address, ...about, createdAt: created_at, updatedAt: created_at }
}

type Listed = Pick<OwnedMessage, 'summary' | 'messageId'>

export function toListedMessage(accountId: string, { summary, messageId }: Listed) {
  const { id, from, to, subject, preview, is_read, attachment_count, size, received_at } = summary
  return {
    id,
    accountId: `/accounts/${accountId}`,
    msgid: messageId ?? '',
    from: from ?? { name: '', address: '' },
    to,
    subject,
    intro: preview,
    seen: is_read,
    isDeleted: false,
    hasAttachments: attachment_count > 0,
    size,
    downloadUrl: `/messages/${id}/download`,
    createdAt: received_at,
    updatedAt: received_at,
  }
}

export function toMessage({ id: accountId, body }: Mailbox, message: MessageBody) {
  const { id, message_id, cc, verification_link, body_text, body_html, attachments } = message
  return {
    ...toListedMessage(accountId, { summary: message, messageId: message_id }),
    cc,
    bcc: [],
    flagged: false,
    verifications: verification_link === null ? [] : [verification_link],
    retention: true,
    retentionDate: body.expires_at,
    text: body_text ?? '',
    html: body_html === null ? [] : [body_html],
    attachments: attachments.map(({ index, filename, content_type, inline, size }) => ({
      id: String(index),
      filename: filename ?? '',
      contentType: content_type,
      disposition: inline ? 'inline' : 'attachment',
      transferEncoding: 'base64',
      related: inline,
      size,
      downloadUrl: `/messages/${id}/attachment/${index}`,
    })),
  }
}
