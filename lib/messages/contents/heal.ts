/** Parses what a crash, a flood or a lost connection left unparsed. Any number of processes may do it at once. */
import type { Context } from '@/lib/context'
import { type Queryable, transaction } from '@/lib/db'
import type { StoredMessage } from '../contents'

const CLAIM_ROWS = 32
const CLAIM_BYTES = 8 * 1_048_576

export type HealInput = {
  signal: AbortSignal
  olderThanMs: number
  /** Messages that this process is working on already. */
  except: string[]
  /** Parses and writes one; resolves when that is done or given up. */
  process(message: StoredMessage, raw: Buffer): Promise<void>
}

/** One pass: until nothing is left to claim, or aborted. Returns how many messages were taken off the list. */
export async function healUnparsed(ctx: Context, input: HealInput): Promise<number> {
  let healed = 0
  while (!input.signal.aborted) {
    const settled = await transaction(ctx.db, (client) => healSome(client, input))
    healed += settled
    if (settled === 0) break
  }
  return healed
}

/** The claim is a row lock: it ends with this transaction, or with this process. */
async function healSome(client: Queryable, { olderThanMs, except, process, signal }: HealInput): Promise<number> {
  const claimed = await claim(client, olderThanMs, except)
  const running: Promise<void>[] = []
  for (const { size, ...message } of claimed) {
    if (size === null || signal.aborted) continue
    const { rows } = await client.query<{ raw: Buffer }>('SELECT raw FROM messages WHERE id = $1', [message.id])
    if (rows[0]) running.push(process(message, rows[0].raw))
  }
  await Promise.all(running)
  return settle(client, claimed)
}

type Claimed = StoredMessage & { size: number | null }

/** The longest waiting ones; `size` is null where the message is gone. At least one, however large. */
async function claim(client: Queryable, olderThanMs: number, except: string[]): Promise<Claimed[]> {
  const { rows } = await client.query<Claimed>(
    `WITH claimed AS MATERIALIZED (
       SELECT message_id, mailbox_id, seq, stored_at FROM unparsed_messages
       WHERE stored_at <= now() - $1 * interval '1 millisecond' AND message_id <> ALL ($2::uuid[])
       ORDER BY stored_at LIMIT $3 FOR UPDATE SKIP LOCKED
     ), sized AS (
       SELECT c.*, m.size, sum(m.size) OVER (ORDER BY c.stored_at, c.mailbox_id, c.seq) - m.size AS before
       FROM claimed c LEFT JOIN messages m ON m.id = c.message_id
     )
     SELECT message_id AS id, mailbox_id AS "mailboxId", seq, size FROM sized
     WHERE size IS NULL OR before <= $4 ORDER BY stored_at, mailbox_id, seq`,
    [olderThanMs, except, CLAIM_ROWS, CLAIM_BYTES],
  )
  return rows
}

/** Off the list goes what has contents by now, and what is gone. */
async function settle(client: Queryable, claimed: StoredMessage[]): Promise<number> {
  const { rowCount } = await client.query(
    `DELETE FROM unparsed_messages u USING unnest($1::uuid[], $2::int[], $3::uuid[]) AS c (mailbox_id, seq, id)
     WHERE u.mailbox_id = c.mailbox_id AND u.seq = c.seq
       AND (EXISTS (SELECT FROM message_contents t WHERE t.message_id = c.id)
         OR NOT EXISTS (SELECT FROM messages m WHERE m.id = c.id))`,
    [claimed.map((row) => row.mailboxId), claimed.map((row) => row.seq), claimed.map((row) => row.id)],
  )
  return rowCount ?? 0
}
