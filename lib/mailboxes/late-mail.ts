/**
 * Mails for mailboxes that have ended, counted for their owners: beside the dialogue, some at once, so that no sender can
 * tell from the time it takes that there was a mailbox. A flood or an absence of the database costs counts, never mail.
 */
import type { Context } from '@/lib/context'

export type LateMail = {
  /** Of one mail: those of its (canonical) addresses where nothing lives. */
  note(addresses: string[]): void
  /** Resolves when what was noted is written, or cannot be. */
  close(): Promise<void>
}

const GATHER_MS = 250
/** Distinct addresses that wait to be counted; the rest of a flood goes uncounted. */
const MAX_WAITING = 1_000

export function createLateMail({ db, log }: Pick<Context, 'db' | 'log'>): LateMail {
  let waiting = new Map<string, number>()
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()

  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    const counts = waiting
    waiting = new Map()
    if (counts.size === 0) return
    running = running
      .then(() => countLateMail({ db }, counts))
      .catch((error) => log.warn({ err: error, addresses: counts.size }, 'late_mail_not_counted'))
  }

  return {
    note(addresses) {
      for (const address of addresses) {
        const count = waiting.get(address)
        if (count !== undefined || waiting.size < MAX_WAITING) waiting.set(address, (count ?? 0) + 1)
      }
      if (waiting.size > 0) timer ??= setTimeout(flush, GATHER_MS)
    },
    async close() {
      flush()
      await running
    },
  }
}

/** Address to how many; only ended mailboxes count. Rows are locked in one order, so that processes never wait in a circle. */
export async function countLateMail({ db }: Pick<Context, 'db'>, counts: Map<string, number>): Promise<void> {
  await db.pool.query(
    `WITH ended AS (
       SELECT m.id, c.count FROM mailboxes m JOIN unnest($1::text[], $2::int[]) AS c (address, count) USING (address)
       WHERE NOT (m.is_active AND m.expires_at > now()) ORDER BY m.id FOR NO KEY UPDATE OF m)
     UPDATE mailboxes m SET refused_since = least(m.refused_since::bigint + ended.count, 2147483647)::int
     FROM ended WHERE m.id = ended.id`,
    [[...counts.keys()], [...counts.values()]],
  )
}
