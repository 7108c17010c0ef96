/** Refusals that an agent can read and act on: the code of the API, what it means, and the way out. */
import type { CallToolResult } from '@modelcontextprotocol/server'
import type { Context } from '@/lib/context'
import type { ErrorCode } from '@/lib/errors'
import { toLoggedError } from '../refuse'

const WAYS_OUT: Partial<Record<ErrorCode, string>> = {
  mailbox_not_found: 'Check that address and inbox_token are those of one create_inbox call, or make a new inbox.',
  mailbox_expired: 'Make a new inbox with create_inbox.',
  mailbox_deleted: 'Make a new inbox with create_inbox.',
  message_not_found: 'list_emails tells the ids of what is there.',
  invalid_token: 'Pass inbox_token exactly as create_inbox returned it.',
  mailbox_limit_reached: 'End an inbox that is no longer needed with end_inbox, or wait until one expires.',
  address_taken: 'Choose another name, or leave name out for a random one.',
  reserved_local_part: 'Choose another name, or leave name out for a random one.',
  unknown_domain: 'Leave domain out for the default one.',
  read_only_key: 'Use an API key that may change things, or none at all.',
  unavailable: 'Try again in some seconds.',
}

export function toToolError(ctx: Context, thrown: unknown): CallToolResult {
  const { code, title, detail, headers } = toLoggedError(ctx, thrown)
  const wait = headers['retry-after'] && `Try again in ${headers['retry-after']} seconds.`
  const sentences = [`${title}.`, detail, wait ?? WAYS_OUT[code]].filter((sentence) => sentence !== undefined)
  return { isError: true, content: [{ type: 'text', text: `${code}: ${sentences.join(' ')}` }] }
}
