/** What we remember of a connection beside what smtp-server does. */
import type { SMTPServerSession } from 'smtp-server'
import { CONNECTION_LOST, REFUSALS, type RefusalReason } from './replies'

declare module 'smtp-server' {
  interface SMTPServerSession {
    /** Counts towards the limit of its address. */
    isCounted?: boolean
    /** When the mail transaction began (MAIL FROM), by `performance.now()`. */
    startedAt?: number
    /** Why we closed the connection; absent where the client did. */
    closedFor?: RefusalReason
  }
}

/** How one attempt to deliver looked from here: the same for stored and for refused mail. */
export type Envelope = {
  mailFrom: string
  clientName: string
  clientIp: string
  protocol: string
  tls: string | null
  durationMs: number
}

export function toEnvelope(session: SMTPServerSession): Envelope {
  const { envelope, startedAt } = session
  return {
    mailFrom: envelope.mailFrom ? envelope.mailFrom.address : '',
    clientName: session.hostNameAppearsAs || session.clientHostname,
    clientIp: session.remoteAddress,
    protocol: envelope.smtpUtf8 ? session.transmissionType.replace('ESMTP', 'UTF8SMTP') : session.transmissionType,
    tls: toTls(session.tlsOptions),
    durationMs: startedAt === undefined ? 0 : performance.now() - startedAt,
  }
}

/** How the connection ended, as deliveries tell it. */
export function toEnding({ closedFor }: SMTPServerSession): { smtpCode: number | null; reason: string } {
  return closedFor
    ? { smtpCode: REFUSALS[closedFor][0], reason: closedFor }
    : { smtpCode: null, reason: CONNECTION_LOST }
}

function toTls(cipher: SMTPServerSession['tlsOptions']): string | null {
  return cipher ? `${cipher.version} ${cipher.standardName ?? cipher.name}` : null
}
