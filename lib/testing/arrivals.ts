/** Messages at the door, for tests of delivering. */
import type { Arrival } from '@/lib/messages/arrival'
import { scanHeaders } from '@/lib/messages/headers'

/** A small plain message from sender@example.com to the addresses `to`. */
export function createTestArrival({ to, body = 'Hello\r\n', subject = 'A test' }: TestArrival): Arrival {
  const raw = Buffer.from(`From: Sender <sender@example.com>\r\nTo: ${to[0]}\r\nSubject: ${subject}\r\n\r\n${body}`)
  return {
    mailFrom: 'sender@example.com',
    recipients: to.map((address) => ({ address, rcptTo: address })),
    clientName: 'client.example.com',
    clientIp: '192.0.2.1',
    protocol: 'ESMTP',
    tls: null,
    durationMs: 5,
    headers: scanHeaders(raw),
    raw,
  }
}

type TestArrival = { to: string[]; body?: string; subject?: string }
