/** Mail that comes by HTTP: the same recipients, the same delivering operation and the same outcomes as by SMTP. */
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { countLateMail } from '@/lib/mailboxes/late-mail'
import { recordRefusals } from '@/lib/mailboxes/record-refusal'
import { createDeliverer, type Deliverer, type Outcome } from '@/lib/messages/deliver'
import { scanHeaders } from '@/lib/messages/headers'
import { findAddress, toRecipientKind } from '@/lib/messages/recipient'
import { ringParser } from './parse-soon'
import type { InboundBody } from './schema'

export type InboundEnvelope = {
  /** Empty for the null sender. */
  mailFrom: string
  /** As the envelope has them. */
  rcptTo: string[]
  clientName: string
  clientIp: string
}

export type InboundMail = InboundEnvelope & { raw: Buffer }

type Reply = Omit<InboundBody['recipients'][number], 'address'>

const REPLIES = {
  accepted: { result: 'accepted', smtp_code: 250, reason: null },
  outside: { result: 'refused', smtp_code: 550, reason: 'relaying_denied' },
  unknown: { result: 'refused', smtp_code: 550, reason: 'no_such_mailbox' },
  tooLarge: { result: 'refused', smtp_code: 552, reason: 'message_too_large_for_plan' },
} as const satisfies Record<string, Reply>

/**
 * Resolves after the commit, with what SMTP would have said to each recipient: no more is told about which addresses live.
 * Throws `body_too_large`, and `unavailable` when nothing was stored and the same again may succeed.
 */
export async function deliverInbound(ctx: Context, mail: InboundMail): Promise<InboundBody> {
  if (mail.raw.length > ctx.config.MAX_MESSAGE_BYTES) {
    await fileTooLarge(ctx, mail)
    throw new AppError('body_too_large', { detail: `A message may have ${ctx.config.MAX_MESSAGE_BYTES} bytes.` })
  }
  const outcomes = await store(ctx, mail)
  const refused = outcomes.flatMap(({ result, address }) => (result === 'too_large' ? [address] : []))
  await file(ctx, mail, refused, 'message_too_large_for_plan', mail.raw.length)
  const stored = outcomes.flatMap((outcome) => (outcome.result === 'stored' ? [outcome] : []))
  if (stored.length > 0) await ringParser(ctx, stored)
  await noteLate(ctx, outcomes)
  const byAddress = new Map(outcomes.map(({ address, result }) => [address, result]))
  return { recipients: mail.rcptTo.map((address) => ({ address, ...toReply(ctx, address, byAddress) })) }
}

/** Its fault would make the sender deliver a second time. */
async function noteLate(ctx: Context, outcomes: Outcome[]): Promise<void> {
  const late = outcomes.flatMap(({ result, address }) => (result === 'not_live' ? [[address, 1] as const] : []))
  if (late.length === 0) return
  await countLateMail(ctx, new Map(late)).catch((err) => ctx.log.warn({ err }, 'late_mail_not_counted'))
}

/** For the owners who will ask where the mail is: it was larger than anybody may receive. */
export function fileTooLarge(ctx: Context, envelope: InboundEnvelope & { raw?: Buffer }): Promise<void> {
  return file(ctx, envelope, listOurs(ctx, envelope), 'message_too_large', envelope.raw?.length ?? null)
}

const domainsOf = ({ config }: Context): ReadonlySet<string> => new Set(config.MAIL_DOMAINS)

function listOurs(ctx: Context, { rcptTo }: InboundEnvelope): string[] {
  return rcptTo.flatMap((given) => findAddress(domainsOf(ctx), given) ?? [])
}

async function store(ctx: Context, { rcptTo, raw, ...envelope }: InboundMail): Promise<Outcome[]> {
  const recipients = rcptTo.flatMap((given) => {
    const address = findAddress(domainsOf(ctx), given)
    return address === null ? [] : [{ address, rcptTo: given }]
  })
  if (recipients.length === 0) return []
  const arrival = {
    ...envelope,
    recipients,
    protocol: 'HTTP',
    tls: null,
    durationMs: 0,
    headers: scanHeaders(raw),
    raw,
  }
  try {
    return await getDeliverer(ctx).deliver(arrival)
  } catch (cause) {
    ctx.log.error({ err: cause }, 'delivery_failed')
    throw new AppError('unavailable', { detail: 'Nothing was stored: send it again.', cause })
  }
}

const deliverers = new WeakMap<Context['db'], Deliverer>()

/** One for each process; it ends with it. */
function getDeliverer(ctx: Context): Deliverer {
  const deliverer = deliverers.get(ctx.db) ?? createDeliverer(ctx)
  deliverers.set(ctx.db, deliverer)
  return deliverer
}

function toReply(ctx: Context, rcptTo: string, outcomes: Map<string, Outcome['result']>): Reply {
  const found = toRecipientKind(domainsOf(ctx), rcptTo)
  if (found.kind === 'outside') return REPLIES.outside
  const outcome = found.kind === 'ours' && found.address !== null ? outcomes.get(found.address) : undefined
  if (outcome === 'too_large') return REPLIES.tooLarge
  const isFine = outcome === 'stored' || found.kind === 'postmaster' || ctx.config.UNKNOWN_RECIPIENT === 'discard'
  return isFine ? REPLIES.accepted : REPLIES.unknown
}

async function file(
  ctx: Context,
  { mailFrom, clientName }: InboundEnvelope,
  addresses: string[],
  reason: string,
  size: number | null,
): Promise<void> {
  if (addresses.length === 0) return
  const attempt = { mailFrom, clientName, tls: null, smtpCode: 552, reason, size, durationMs: 0, ageMs: 0 }
  await recordRefusals(ctx, addresses, attempt)
}
