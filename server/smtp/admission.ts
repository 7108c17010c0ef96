/** Which recipients may be named: the policy of RCPT TO. */
import type { Context } from '@/lib/context'
import type { LateMail } from '@/lib/mailboxes/late-mail'
import { toRecipientKind } from '@/lib/messages/recipient'
import { createLiveLookup } from './live-lookup'
import { Refusal } from './replies'

/**
 * Resolves for a recipient to be answered with 250, throws Refusal for the others. While unknown ones are discarded
 * nothing is looked up, so that not even the time it takes tells which addresses live.
 */
export function createAdmission(
  { config, db, log }: Context,
  domains: ReadonlySet<string>,
  lateMail: LateMail,
): (rcptTo: string) => Promise<void> {
  const isLive = createLiveLookup(db)
  return async (rcptTo) => {
    const found = toRecipientKind(domains, rcptTo)
    if (found.kind === 'outside') throw new Refusal('relaying_denied')
    if (found.kind === 'postmaster' || config.UNKNOWN_RECIPIENT === 'discard') return
    if (!found.address) throw new Refusal('no_such_mailbox')
    const lives = await isLive(found.address).catch((error) => {
      log.error({ err: error }, 'recipient_lookup_failed')
      throw new Refusal('storage_unavailable')
    })
    if (lives) return
    lateMail.note([found.address])
    throw new Refusal('no_such_mailbox')
  }
}
