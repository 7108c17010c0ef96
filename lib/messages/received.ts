/** The one header field that Mayfly puts in front of a message. */

export type ReceivedFields = {
  id: string
  client_name: string
  client_ip: string
  protocol: string
  tls: string | null
  rcpt_to: string
  received_at: Date
}

/** A folded `Received:` field, CRLF at its end (RFC 5321, 4.4; protocol names of RFC 3848 and RFC 6531). */
export function formatReceived(fields: ReceivedFields, host: string): string {
  const ip = fields.client_ip.includes(':') ? `IPv6:${fields.client_ip}` : fields.client_ip
  const tls = fields.tls ? ` (${fields.tls})` : ''
  return [
    `Received: from ${clean(fields.client_name) || 'unknown'} ([${clean(ip)}])${clean(tls)}`,
    ` by ${host} with ${clean(fields.protocol)} id ${fields.id}`,
    ` for <${clean(fields.rcpt_to)}>; ${fields.received_at.toUTCString().replace('GMT', '+0000')}`,
    '',
  ].join('\r\n')
}

/** What a client said never starts a new line or field. */
const clean = (text: string) => text.replaceAll(/[\p{Cc}<>]/gu, '')
