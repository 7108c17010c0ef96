/** Messages as agents are told of them: what we know of them apart from what strangers wrote. */
import type { MessageBody, SummaryBody } from '@/lib/messages/schema'
import type { EmailBody, FullEmailBody } from './schema'
import { type Fence, toSeen, toVisible } from './untrusted'

const MAX_TEXT_LENGTH = 30_000
const MAX_LINKS = 30
const MAX_LINK_LENGTH = 4_000
const MAX_NAMES = 20

export function toEmail(message: SummaryBody, fence: Fence): EmailBody {
  return toEmailWith(message, fence(`${toHead(message)}\n\n${message.preview}`))
}

export function toFullEmail(message: MessageBody, fence: Fence): FullEmailBody {
  const { text, isCut } = toVisible(message, MAX_TEXT_LENGTH)
  const names = message.attachments.slice(0, MAX_NAMES).map(({ filename, content_type, size }) => {
    return `Attachment: ${(filename ?? 'without a name').slice(0, 200)} (${content_type.slice(0, 100)}, ${size} bytes)`
  })
  const links = message.links.filter(({ url }) => url.length <= MAX_LINK_LENGTH).slice(0, MAX_LINKS)
  return {
    ...toEmailWith(message, fence(`${[toHead(message), ...names].join('\n')}\n\n${text}`)),
    text_is_cut: isCut,
    codes: message.codes.map(({ value }) => value),
    links: links.map(({ url, kind }) => ({ url: toSeen(url), kind })),
  }
}

function toEmailWith(message: SummaryBody, untrusted: string): EmailBody {
  const { id, seq, received_at, otp, verification_link, attachment_count } = message
  return {
    id,
    seq,
    received_at,
    code: otp,
    link: verification_link === null ? null : toSeen(verification_link),
    attachment_count,
    untrusted,
  }
}

function toHead({ from, subject }: SummaryBody): string {
  const sender = from === null ? '(nobody)' : `${from.name} <${from.address}>`.trim()
  return `From: ${toLine(sender)}\nSubject: ${toLine(subject)}`
}

const toLine = (text: string) => text.replace(/\s+/g, ' ').slice(0, 1_000)

/** The lines that come first in an answer, of which the first is what the agent asked for. */
export function describeEmail({ id, seq, received_at }: EmailBody): string {
  return `Email ${id}, number ${seq} of this inbox, received at ${received_at}.`
}
