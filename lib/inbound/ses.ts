/** Amazon SES by way of an SNS topic: notifications that carry the message itself. */
import { z } from 'zod'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { parseFields } from '@/lib/validate'
import { deliverInbound } from './deliver-inbound'
import type { SesBody } from './schema'
import { assertAmazon, assertGenuine, type FetchText, fetchFromAmazon, SnsMessage } from './sns'

const SesNotification = z.object({
  notificationType: z.literal('Received'),
  mail: z.object({ source: z.string().max(320) }),
  receipt: z.object({
    recipients: z.array(z.string().max(320)).min(1).max(100),
    action: z.object({ encoding: z.string().max(20).optional() }),
  }),
  content: z.string(),
})

/**
 * Confirms subscriptions of topics that the operator named, and delivers what they bring. A notification that is not about
 * mail with its content is answered as ignored, or Amazon would send it again for days. Throws `not_found` where no topic is
 * allowed, `forbidden` for other topics and forgeries, `unavailable` when Amazon had better try again.
 */
export async function receiveSes(
  ctx: Context,
  body: unknown,
  { clientIp, fetchText = fetchFromAmazon }: { clientIp: string; fetchText?: FetchText },
): Promise<SesBody> {
  if (ctx.config.INBOUND_SES_TOPICS.length === 0) throw new AppError('not_found')
  const message = parseFields(SnsMessage, body)
  if (!ctx.config.INBOUND_SES_TOPICS.includes(message.TopicArn)) {
    throw new AppError('forbidden', { detail: 'The topic is not one of INBOUND_SES_TOPICS.' })
  }
  await assertGenuine(message, fetchText)
  if (message.Type === 'SubscriptionConfirmation') {
    await fetchText(assertAmazon(message.SubscribeURL))
    return { status: 'confirmed' }
  }
  const notification = message.Type === 'Notification' ? findNotification(message.Message) : null
  if (!notification) return { status: 'ignored' }
  const { content, mail, receipt } = notification
  const isBase64 = /^base64$/i.test(receipt.action.encoding ?? '')
  const { recipients } = await deliverInbound(ctx, {
    mailFrom: mail.source,
    rcptTo: receipt.recipients,
    raw: Buffer.from(content, isBase64 ? 'base64' : 'utf8'),
    clientName: 'amazonses.com',
    clientIp,
  })
  return { status: 'delivered', recipients }
}

function findNotification(text: string): z.infer<typeof SesNotification> | null {
  try {
    return SesNotification.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
