/**
 * Refusals in the words of SMTP: one table from what went wrong to reply code, enhanced code (RFC 3463) and text. The
 * keys are what a mailbox's owner reads in its deliveries.
 */
export const REFUSALS = {
  bad_parameters: [555, '5.5.4', 'Parameters not recognized or not implemented'],
  relaying_denied: [550, '5.7.1', 'Relaying denied: not one of our domains'],
  no_such_mailbox: [550, '5.1.1', 'No such mailbox here'],
  message_too_large: [552, '5.3.4', 'Message is larger than we accept'],
  message_too_large_for_plan: [552, '5.3.4', 'Message is larger than its recipient may receive'],
  too_many_recipients: [452, '4.5.3', 'Too many recipients'],
  storage_unavailable: [451, '4.3.0', 'Cannot store mail right now, try again later'],
  too_many_connections: [421, '4.7.0', 'Too many connections, try again later'],
  too_many_errors: [421, '4.7.0', 'Too many errors, closing connection'],
  not_smtp: [421, '4.5.0', 'This is not SMTP, closing connection'],
  timeout: [421, '4.4.2', 'Took too long, closing connection'],
  shutting_down: [421, '4.3.2', 'Shutting down, try again later'],
} as const satisfies Record<string, readonly [code: number, enhanced: string, words: string]>

export type RefusalReason = keyof typeof REFUSALS

/** The one reason that nobody is told: the sender went away first. */
export const CONNECTION_LOST = 'connection_lost'

/** Why smtp-server closes a connection, from its own words behind a 421. */
export function toClosingReason(words: string): RefusalReason {
  if (/^Timeout/.test(words)) return 'timeout'
  if (/shutting down/.test(words)) return 'shutting_down'
  return /too many/i.test(words) ? 'too_many_errors' : 'not_smtp'
}

/** The same words whether the mail was stored or silently dropped, so that addresses cannot be probed. */
export const ACCEPTED = 'Message accepted'

/** An error that smtp-server turns into the reply. */
export class Refusal extends Error {
  readonly responseCode: number

  constructor(readonly reason: RefusalReason) {
    const [code, enhanced, words] = REFUSALS[reason]
    super(`${enhanced} ${words}`)
    this.name = 'Refusal'
    this.responseCode = code
  }
}
