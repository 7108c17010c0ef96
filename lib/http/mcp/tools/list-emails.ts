import { z } from 'zod'
import { toCanonicalAddress } from '@/lib/mailboxes/address'
import { listMessages } from '@/lib/messages/messages'
import { toPage } from '../../cursor'
import { describeEmail, toEmail } from '../email'
import { EmailBody, Filters, InboxInput } from '../schema'
import { tool } from '../tool'
import { createFence } from '../untrusted'

export const listEmails = tool({
  name: 'list_emails',
  title: 'List emails',
  description:
    'What is in the inbox, newest first, without the bodies. To get a code or a link, use wait_for_code or ' +
    'wait_for_link instead: they also return at once when it is there already.',
  input: z.strictObject({
    ...InboxInput,
    limit: z.int().min(1).max(50).default(20).describe('How many at most.'),
    before_seq: z.int().min(1).optional().describe('`next_before_seq` of the page before.'),
    ...Filters,
  }),
  output: z.object({
    emails: z.array(EmailBody),
    next_before_seq: z.int().nullable().describe('Pass it as before_seq for older ones; null when there are none.'),
  }),
  annotations: { readOnlyHint: true, openWorldHint: false },
  async run({ ctx, viewer }, { address, limit, before_seq, from, subject, q }) {
    const found = await listMessages(ctx, viewer, toCanonicalAddress(address) ?? '', {
      limit: limit + 1,
      beforeSeq: before_seq,
      from,
      subject,
      q,
    })
    const fence = createFence()
    const { items, next_cursor } = toPage(found, limit, ({ seq }) => String(seq))
    const emails = items.map((message) => toEmail(message, fence))
    const lines = emails.flatMap((email) => [describeEmail(email), email.untrusted])
    const text = emails.length === 0 ? 'The inbox has no such emails.' : lines.join('\n')
    return { text, body: { emails, next_before_seq: next_cursor === null ? null : Number(next_cursor) } }
  },
})
