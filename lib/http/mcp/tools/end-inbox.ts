import { z } from 'zod'
import { toCanonicalAddress } from '@/lib/mailboxes/address'
import { deleteMailbox } from '@/lib/mailboxes/mailboxes'
import { InboxInput } from '../schema'
import { assertMayChange, tool } from '../tool'

export const endInbox = tool({
  name: 'end_inbox',
  title: 'End an inbox',
  description:
    'Ends the inbox now: nothing more is received, and all in it is gone. Inboxes also end by themselves; use this to ' +
    'tidy up, or when create_inbox says that there are too many.',
  input: z.strictObject(InboxInput),
  output: z.object({ address: z.string(), ended: z.literal(true) }),
  annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: false },
  async run(call, input) {
    assertMayChange(call)
    const address = toCanonicalAddress(input.address) ?? ''
    await deleteMailbox(call.ctx, call.viewer, address)
    return { text: `${address} has ended.`, body: { address, ended: true as const } }
  },
})
