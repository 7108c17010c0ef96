import { z } from 'zod'
import { createMailbox } from '@/lib/mailboxes/create-mailbox'
import { Timestamp } from '@/lib/mailboxes/schema'
import { Text } from '@/lib/validate'
import { countAnonymousCreate } from '../../rate-limit'
import { assertMayChange, tool } from '../tool'

export const createInbox = tool({
  name: 'create_inbox',
  title: 'Create an inbox',
  description:
    'Makes a real e-mail address that receives at once and disappears by itself. Use it to sign up, to get a code or a ' +
    'verification link, or to receive any other email. Keep address and inbox_token: the other tools need both. Then ' +
    'enter the address where it is asked for, and call wait_for_code, wait_for_link or wait_for_email.',
  input: z.strictObject({
    ttl_minutes: z.int().min(1).optional().describe('How long it lives; the plan caps it. Usually 60 when left out.'),
    name: Text(200).optional().describe('The part before the @; a random one when left out, which is best.'),
    domain: Text(300).optional().describe('One of the domains of this service; its default one when left out.'),
    inbox_token: Text(200)
      .optional()
      .describe('The inbox_token of an earlier inbox, if one token is to open both. Usually left out.'),
  }),
  output: z.object({
    address: z.string(),
    inbox_token: z
      .string()
      .nullable()
      .describe('Opens this inbox: pass it to the other tools. null when the API key of the connection opens it.'),
    expires_at: Timestamp.describe('When the inbox and all in it is gone.'),
    ttl_minutes: z.int(),
    cursor: z.literal(0).describe('Where a first wait starts.'),
  }),
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
  async run(call, input) {
    const { ctx, viewer, request } = call
    assertMayChange(call)
    await countAnonymousCreate(ctx, viewer, request)
    const { mailbox, sessionToken } = await createMailbox(ctx, viewer, {
      ttlMinutes: input.ttl_minutes,
      localPart: input.name,
      domain: input.domain,
      ownerType: 'mcp',
    })
    const { address, expires_at, ttl_minutes } = mailbox
    const inbox_token = sessionToken ?? input.inbox_token ?? null
    const lines = [
      address,
      inbox_token === null ? 'The API key of this connection opens it.' : `inbox_token: ${inbox_token}`,
      `It receives now, and is gone at ${expires_at}.`,
    ]
    return { text: lines.join('\n'), body: { address, inbox_token, expires_at, ttl_minutes, cursor: 0 as const } }
  },
})
