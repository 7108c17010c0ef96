/** The envelope in header fields: `X-Envelope-From`, and `X-Envelope-To` with commas in between or several times. */
import { AppError } from '@/lib/errors'

/** As many as the SMTP listener takes. */
const MAX_RECIPIENTS = 100
/** RFC 5321, 4.5.3.1.3: a path has at most 256 octets; more never names a mailbox. */
const MAX_LENGTH = 320

export type Envelope = { mailFrom: string; rcptTo: string[] }

/** Without X-Envelope-From, or with an empty one or `<>`, the sender is null. Throws `invalid_request`. */
export function readEnvelope(headers: Headers): Envelope {
  const rcptTo = splitAddresses(decode(headers.get('x-envelope-to') ?? ''))
  const mailFrom = unwrap(decode(headers.get('x-envelope-from') ?? ''))
  if (rcptTo.length === 0) throw refusal('X-Envelope-To', 'must name at least one recipient')
  if (rcptTo.length > MAX_RECIPIENTS) throw refusal('X-Envelope-To', `may name ${MAX_RECIPIENTS} recipients`)
  for (const address of rcptTo) if (!isPath(address)) throw refusal('X-Envelope-To', 'must be a list of addresses')
  if (mailFrom !== '' && !isPath(mailFrom)) throw refusal('X-Envelope-From', 'must be an address')
  return { mailFrom, rcptTo }
}

/** At commas outside of quotes. */
function splitAddresses(text: string): string[] {
  const parts = text.match(/("(\\.|[^"\\])*"|[^,"]|")+/g) ?? []
  return parts.map(unwrap).filter((part) => part !== '')
}

const unwrap = (text: string) => text.trim().replace(/^<(.*)>$/, '$1')

const isPath = (text: string) => text.length <= MAX_LENGTH && /^[^\p{Cc}\s<>]+@[^\p{Cc}\s<>@]+$/u.test(text)

/** Field values arrive as octets (ISO 8859-1 in JavaScript); addresses are UTF-8 (RFC 6531). */
const decode = (text: string) => Buffer.from(text, 'latin1').toString('utf8')

function refusal(path: string, message: string): AppError {
  return new AppError('invalid_request', { detail: `${path} ${message}.`, errors: [{ path, message }] })
}
