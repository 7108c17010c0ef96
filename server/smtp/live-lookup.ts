/** Which addresses live now or would with their first mail, asked for many sessions at once: while one question is out, the next ones gather. */
import type { Database } from '@/lib/db'

const MAX_ADDRESSES = 500

export type LiveLookup = (address: string) => Promise<boolean>

type Question = { address: string; resolve(isLive: boolean): void; reject(error: unknown): void }

export function createLiveLookup({ pool }: Pick<Database, 'pool'>): LiveLookup {
  const waiting: Question[] = []
  let isAsking = false

  async function ask(): Promise<void> {
    isAsking = true
    while (waiting.length > 0) await answer(waiting.splice(0, MAX_ADDRESSES))
    isAsking = false
  }

  async function answer(questions: Question[]): Promise<void> {
    try {
      const { rows } = await pool.query<{ address: string }>({
        name: 'live-lookup',
        text: `SELECT address FROM live_mailboxes WHERE address = ANY ($1::text[])
               UNION ALL
               SELECT a.address FROM unnest($1::text[]) AS a(address)
               JOIN users u ON u.namespace = substring(a.address FROM '[.]([a-z]{8}[0-9]{4})@')
               WHERE NOT EXISTS (SELECT FROM mailboxes m WHERE m.address = a.address)
                 AND NOT EXISTS (SELECT FROM retired_addresses r WHERE r.address = a.address AND r.available_at > now())`,
        values: [questions.map(({ address }) => address)],
      })
      const live = new Set(rows.map(({ address }) => address))
      for (const { address, resolve } of questions) resolve(live.has(address))
    } catch (error) {
      for (const { reject } of questions) reject(error)
    }
  }

  return (address) =>
    new Promise((resolve, reject) => {
      waiting.push({ address, resolve, reject })
      if (!isAsking) void ask()
    })
}
