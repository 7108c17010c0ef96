/** The shapes of inbound mail by HTTP. */
import { z } from 'zod'

export const InboundBody = z.object({
  recipients: z
    .array(
      z.object({
        address: z.string().describe('as given'),
        result: z.enum(['accepted', 'refused']),
        smtp_code: z.int().describe('what SMTP would have said'),
        reason: z.enum(['relaying_denied', 'no_such_mailbox', 'message_too_large_for_plan']).nullable(),
      }),
    )
    .describe('in the order of the envelope'),
})
InboundBody.register(z.globalRegistry, { id: 'Inbound' })
export type InboundBody = z.infer<typeof InboundBody>

export const SesBody = z.object({
  status: z.enum(['delivered', 'confirmed', 'ignored']),
  recipients: InboundBody.shape.recipients.optional(),
})
SesBody.register(z.globalRegistry, { id: 'InboundSes' })
export type SesBody = z.infer<typeof SesBody>
