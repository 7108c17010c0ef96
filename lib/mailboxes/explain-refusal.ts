/** Why mail was refused, for its recipient: the sender's side reads the replies of SMTP. */

const EXPLANATIONS: Record<string, string> = {
  bad_parameters: 'The sending server asked for something that this server does not offer.',
  relaying_denied: 'It was sent to an address outside of our domains.',
  no_such_mailbox: 'The address was not open.',
  message_too_large: 'The message was larger than this server accepts.',
  message_too_large_for_plan: 'The message was larger than your plan accepts.',
  too_many_recipients:
    'The message had more recipients than one delivery may have; its sender should send the rest again.',
  storage_unavailable: 'The message could not be stored at that moment; its sender should try again.',
  too_many_connections: 'The sending server had too many connections open; it should try again.',
  too_many_errors: 'The sending server made too many mistakes in its dialogue.',
  not_smtp: 'The sending server did not speak the protocol of mail.',
  timeout: 'The sending server took too long.',
  shutting_down: 'This server was being restarted; the sender should try again.',
  connection_lost: 'The connection broke before the whole message had come; its sender should try again.',
}

/** A reason without words of its own is shown as it is. */
export function explainRefusal(reason: string | null): string {
  if (!reason) return 'No reason was recorded.'
  return EXPLANATIONS[reason] ?? `The reason was: ${reason.replaceAll('_', ' ')}.`
}
