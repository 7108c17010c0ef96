/** Files refused attempts beside the dialogue: never waited for, never its fault. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { SMTPServerSession } from 'smtp-server'
import type { Context } from '@/lib/context'
import { isAboutData } from '@/lib/db'
import { type RefusedAttempt, recordRefusals } from '@/lib/mailboxes/record-refusal'
import { findAddress } from '@/lib/messages/recipient'
import { toEnvelope } from './session'

/** More than this at once is a flood, or a long absence of the database: the rest goes unrecorded. */
const MAX_WAITING = 1_000
const RETRY_MS = 500
export type Refused = {
  /** null when the client went away before a reply. */
  smtpCode: number | null
  /** A key of the table of replies, or `connection_lost`. */
  reason: string
  size: number | null
  /** Where the session does not know it. */
  mailFrom?: string
}

export type RefusalLog = {
  /** `rcptTo` as given or canonical; those that cannot be mailboxes of ours are passed over. */
  file(session: SMTPServerSession, rcptTo: string[], refused: Refused): void
  /** Resolves when all is written that can be written now; what comes later is dropped. */
  close(): Promise<void>
}

/** While the database is away attempts are kept in memory, and written when it is back. */
export function createRefusalLog(ctx: Context, domains: ReadonlySet<string>): RefusalLog {
  const waiting: { addresses: string[]; attempt: Omit<RefusedAttempt, 'ageMs'>; at: number }[] = []
  const aborter = new AbortController()
  let running: Promise<void> | undefined

  async function run(): Promise<void> {
    for (let next = waiting[0]; next; next = waiting[0]) {
      const { addresses, attempt, at } = next
      try {
        await recordRefusals(ctx, addresses, { ...attempt, ageMs: performance.now() - at })
        waiting.shift()
      } catch (error) {
        ctx.log.warn({ err: error, waiting: waiting.length }, 'refusal_not_recorded')
        if (isAboutData(error)) waiting.shift()
        else if (aborter.signal.aborted) break
        else await sleep(RETRY_MS, undefined, { signal: aborter.signal, ref: false }).catch(() => {})
      }
    }
    running = undefined
  }

  return {
    file(session, rcptTo, { smtpCode, reason, size, mailFrom }) {
      if (waiting.length >= MAX_WAITING || aborter.signal.aborted) return
      const addresses = rcptTo.flatMap((given) => findAddress(domains, given) ?? [])
      if (addresses.length === 0) return
      const envelope = toEnvelope(session)
      const attempt = { ...envelope, mailFrom: mailFrom ?? envelope.mailFrom, smtpCode, reason, size }
      waiting.push({ addresses, attempt, at: performance.now() })
      running ??= run()
    },
    async close() {
      aborter.abort()
      await running
    },
  }
}
