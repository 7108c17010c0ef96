/** Our messages in Mailpit's shapes (its API v1). */
import type { OwnedMessage } from '@/lib/messages/all-messages'
import type { AddressBody, AttachmentBody, MessageBody } from '@/lib/messages/schema'

const toAddress = ({ name, address }: AddressBody) => ({ Name: name, Address: address })
const NOBODY = { Name: '', Address: '' }
const bare = (messageId: string | null) => (messageId ?? '').replace(/^<|>$/g, '')

export function toListItem({ address, summary, messageId, cc, replyTo }: OwnedMessage) {
  const { from, to } = summary
  return {
    ID: summary.id,
    MessageID: bare(messageId),
    Read: summary.is_read,
    From: from ? toAddress(from) : NOBODY,
    To: to.map(toAddress),
    Cc: cc.map(toAddress),
    Bcc: toBcc(address, [...to, ...cc]),
    ReplyTo: replyTo.map(toAddress),
    Subject: summary.subject,
    Created: summary.received_at,
    Tags: [],
    Size: summary.size,
    Attachments: summary.attachment_count,
    Snippet: summary.preview,
  }
}

export function toFullMessage(address: string, message: MessageBody) {
  const { from, to, cc } = message
  return {
    ID: message.id,
    MessageID: bare(message.message_id),
    From: from ? toAddress(from) : NOBODY,
    To: to.map(toAddress),
    Cc: cc.map(toAddress),
    Bcc: toBcc(address, [...to, ...cc]),
    ReplyTo: message.reply_to.map(toAddress),
    ReturnPath: '',
    Subject: message.subject,
    ListUnsubscribe: { Header: '', Links: listUnsubscribe(message), Errors: '', HeaderPost: '' },
    Date: message.date ?? message.received_at,
    Tags: [],
    Text: message.body_text ?? '',
    HTML: message.body_html ?? '',
    Size: message.size,
    Inline: message.attachments.filter(({ inline }) => inline).map(toPart),
    Attachments: message.attachments.filter(({ inline }) => !inline).map(toPart),
  }
}

export function toHeaders({ headers }: MessageBody): Record<string, string[]> {
  const all: Record<string, string[]> = Object.create(null)
  for (const { name, value } of headers) {
    const key = name.toLowerCase().replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())
    all[key] = [...(all[key] ?? []), value]
  }
  return all
}

const toPart = ({ index, filename, content_type, content_id, size }: AttachmentBody) => ({
  PartID: String(index),
  FileName: filename ?? '',
  ContentType: content_type,
  ContentID: content_id ?? '',
  Size: size,
})

/** Who got it without being named. */
function toBcc(address: string, named: AddressBody[]) {
  const isNamed = named.some((one) => one.address.toLowerCase() === address)
  return isNamed ? [] : [{ Name: '', Address: address }]
}

function listUnsubscribe({ headers }: MessageBody): string[] {
  const found = headers.find(({ name }) => name.toLowerCase() === 'list-unsubscribe')?.value ?? ''
  return [...found.matchAll(/<([^<>\s]+)>/g)].map(([, link = '']) => link)
}
