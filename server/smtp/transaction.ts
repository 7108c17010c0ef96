/** One DATA: from the first byte to the reply. */
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server'
import type { Context } from '@/lib/context'
import type { LateMail } from '@/lib/mailboxes/late-mail'
import type { Arrival, Outcome, Stored } from '@/lib/messages/arrival'
import type { Deliverer } from '@/lib/messages/deliver'
import { scanHeaders } from '@/lib/messages/headers'
import { type RecipientKind, toRecipientKind } from '@/lib/messages/recipient'
import type { ByteBudget } from './byte-budget'
import { receive } from './receive'
import type { RefusalLog } from './refusal-log'
import { REFUSALS, Refusal, type RefusalReason } from './replies'
import { toEnding, toEnvelope } from './session'

export type TransactionParts = {
  ctx: Context
  domains: ReadonlySet<string>
  deliverer: Deliverer
  budget: ByteBudget
  refusals: RefusalLog
  lateMail: LateMail
  /** Hands over what was stored, for parsing; returns at once. */
  onStored(stored: Stored[], raw: Buffer, clientIp: string): void
}

/** Resolves when the mail is committed or rightly dropped, false when nobody is left to answer. Throws Refusal. */
export async function runTransaction(
  parts: TransactionParts,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<boolean> {
  const { budget, ctx, refusals } = parts
  const recipients = listRecipients(parts, session)
  const addresses = recipients.flatMap(({ address }) => address ?? [])
  const fail = (reason: RefusalReason, size: number, to = addresses): Refusal => {
    const [smtpCode] = REFUSALS[reason]
    refusals.file(session, to, { smtpCode, reason, size })
    return new Refusal(reason)
  }
  const received = await receive(stream, budget, ctx.config.MAX_MESSAGE_BYTES)
  if (received.result === 'too_large') throw fail('message_too_large', received.size)
  if (received.result === 'lost') {
    refusals.file(session, addresses, { ...toEnding(session), size: received.size })
    return false
  }
  try {
    const size = received.raw.length
    const outcomes = await deliver(parts, received.raw, recipients, session).catch((error: unknown) => {
      ctx.log.error({ err: error }, 'delivery_failed')
      throw fail('storage_unavailable', size)
    })
    const tooLarge = outcomes.flatMap(({ result, address }) => (result === 'too_large' ? [address] : []))
    parts.lateMail.note(outcomes.flatMap(({ result, address }) => (result === 'not_live' ? [address] : [])))
    const isDelivered = outcomes.some(({ result }) => result === 'stored')
    const isDropped = recipients.some(({ kind }) => kind === 'postmaster') || ctx.config.UNKNOWN_RECIPIENT === 'discard'
    if (isDelivered || tooLarge.length === 0) {
      if (!isDelivered && !isDropped) throw new Refusal('no_such_mailbox')
      refusals.file(session, tooLarge, { smtpCode: 250, reason: 'message_too_large_for_plan', size })
      return true
    }
    throw fail('message_too_large_for_plan', size, tooLarge)
  } finally {
    received.release()
  }
}

type EnvelopeRecipient = { kind: RecipientKind['kind']; address: string | null; rcptTo: string }

function listRecipients({ domains }: TransactionParts, { envelope }: SMTPServerSession): EnvelopeRecipient[] {
  return envelope.rcptTo.map(({ address: rcptTo }) => {
    const found = toRecipientKind(domains, rcptTo)
    return { kind: found.kind, address: found.kind === 'ours' ? found.address : null, rcptTo }
  })
}

/** Stores and hands over for parsing. Rejects where nothing could be stored. */
async function deliver(
  { deliverer, onStored }: TransactionParts,
  raw: Buffer,
  recipients: EnvelopeRecipient[],
  session: SMTPServerSession,
): Promise<Outcome[]> {
  const ours = recipients.flatMap(({ address, rcptTo }) => (address ? [{ address, rcptTo }] : []))
  if (ours.length === 0) return []
  const arrival: Arrival = { ...toEnvelope(session), recipients: ours, headers: scanHeaders(raw), raw }
  const outcomes = await deliverer.deliver(arrival)
  const stored = outcomes.flatMap((outcome) => (outcome.result === 'stored' ? [outcome] : []))
  if (stored.length > 0) onStored(stored, raw, arrival.clientIp)
  return outcomes
}
