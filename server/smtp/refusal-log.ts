/** Files refused attempts beside the dialogue: never waited for, never its fault. */
import type { Context } from '@/lib/context'
import { type RefusedAttempt, recordRefusals } from '@/lib/mailboxes/record-refusal'

/** More than this at once is a flood: the rest goes unrecorded. */
const MAX_PENDING = 200

export type RefusalLog = {
  file(addresses: string[], attempt: RefusedAttempt): void
  drained(): Promise<void>
}

export function createRefusalLog(ctx: Context): RefusalLog {
  const pending = new Set<Promise<void>>()
  return {
    file(addresses, attempt) {
      if (addresses.length === 0 || pending.size >= MAX_PENDING) return
      const filing = recordRefusals(ctx, addresses, attempt)
        .catch((error) => ctx.log.warn({ err: error }, 'refusal_not_recorded'))
        .finally(() => pending.delete(filing))
      pending.add(filing)
    },
    async drained() {
      await Promise.all(pending)
    },
  }
}
