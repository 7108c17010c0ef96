/** What callers send about webhooks. */
import { z } from 'zod'
import { Text } from '@/lib/validate'
import { WebhookEventType } from './schema'

const Url = z.string({ error: 'must be a string' }).pipe(Text(2_000))

const Events = z
  .array(z.enum(WebhookEventType.options, `must be some of ${WebhookEventType.options.join(', ')}`), {
    error: 'must be a list',
  })
  .min(1, 'must name at least one event')
  .max(100, 'names too many events')
  .transform((events) => WebhookEventType.options.filter((name) => events.includes(name)))

const IsEnabled = z.boolean({ error: 'must be true or false' })

export const CreateWebhookInput = z.object({
  url: Url,
  events: Events.default(['new_message', 'mailbox_expired', 'mailbox_deleted']),
  mailbox: z.string({ error: 'must be an address or null' }).pipe(Text(320)).nullish(),
  is_enabled: IsEnabled.default(true),
})

export const UpdateWebhookInput = z
  .object({ url: Url, events: Events, is_enabled: IsEnabled })
  .partial()
  .refine((input) => Object.values(input).some((value) => value !== undefined), {
    message: 'must change url, events or is_enabled',
  })
