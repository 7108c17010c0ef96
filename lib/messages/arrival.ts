/** A message at the door, with its envelope: what delivering takes and what becomes of each recipient. */
import { randomUUID } from 'node:crypto'
import { toStorable } from './mime/storable'
import type { ScannedHeaders } from './schema'

export type Recipient = {
  /** Canonical: lower case, no tag. */
  address: string
  /** As given in RCPT TO. */
  rcptTo: string
}

export type Arrival = {
  /** Empty for the null sender. */
  mailFrom: string
  recipients: Recipient[]
  /** The name given with EHLO. */
  clientName: string
  clientIp: string
  /** RFC 3848, for example ESMTPS. */
  protocol: string
  tls: string | null
  durationMs: number
  headers: ScannedHeaders
  raw: Buffer
}

export type Stored = { id: string; mailboxId: string; seq: number }

export type Outcome =
  | ({ address: string; result: 'stored' } & Stored)
  | { address: string; result: 'not_live' | 'too_large' }

/** Which message goes where under which id, as parallel lists. */
export type Copies = { ords: number[]; addresses: string[]; ids: string[] }

/** Parameters of the delivering statement; the same mailbox twice in one envelope counts once. */
export function toStatementValues(arrivals: Arrival[]): { values: unknown[]; copies: Copies } {
  const raws = arrivals.map(({ raw }) => raw)
  const recipients = arrivals.flatMap((arrival, ord) =>
    distinctRecipients(arrival).map(({ address, rcptTo }) => ({ ord, address, rcptTo: toStorable(rcptTo) })),
  )
  const copies = {
    ords: recipients.map(({ ord }) => ord),
    addresses: recipients.map(({ address }) => address),
    ids: arrivals.flatMap(toCopyIds),
  }
  const values = [
    JSON.stringify(toRecords(arrivals)),
    raws.length === 1 ? raws[0] : Buffer.concat(raws),
    copies.ords,
    copies.addresses,
    recipients.map(({ rcptTo }) => rcptTo),
    copies.ids,
  ]
  return { values, copies }
}

const copyIds = new WeakMap<Arrival, string[]>()

/** One id for each distinct recipient, chosen once: however often an arrival is tried, its copies are the same. */
function toCopyIds(arrival: Arrival): string[] {
  const known = copyIds.get(arrival)
  if (known) return known
  const ids = distinctRecipients(arrival).map(() => randomUUID())
  copyIds.set(arrival, ids)
  return ids
}

export function distinctRecipients({ recipients }: Pick<Arrival, 'recipients'>): Recipient[] {
  if (recipients.length < 2) return recipients
  const seen = new Map<string, Recipient>()
  for (const recipient of recipients) if (!seen.has(recipient.address)) seen.set(recipient.address, recipient)
  return [...seen.values()]
}

function toRecords(arrivals: Arrival[]): Record<string, unknown>[] {
  let starts = 1
  return arrivals.map((arrival, ord) => {
    const { headers, raw } = arrival
    const record = {
      ord,
      starts,
      size: raw.length,
      mail_from: toStorable(arrival.mailFrom),
      client_name: toStorable(arrival.clientName),
      client_ip: toStorable(arrival.clientIp),
      protocol: arrival.protocol,
      tls: arrival.tls,
      duration_ms: Math.round(arrival.durationMs),
      from_name: headers.from && toStorable(headers.from.name),
      from_address: headers.from && toStorable(headers.from.address),
      to_list: headers.to.map(({ name, address }) => ({ name: toStorable(name), address: toStorable(address) })),
      subject: toStorable(headers.subject),
      message_id: headers.messageId && toStorable(headers.messageId),
      date: toTimestamp(headers.date),
    }
    starts += raw.length
    return record
  })
}

/** Years that PostgreSQL and RFC 3339 can both say; anything else is no date. */
function toTimestamp(date: Date | null): string | null {
  const year = date?.getUTCFullYear()
  return date && year !== undefined && year >= 1 && year <= 9999 ? date.toISOString() : null
}
