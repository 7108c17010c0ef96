/** Parses what a crash, a flood or a lost connection left unparsed. Any number of processes may do it at once. */
import type { Context } from '@/lib/context'
import { type Queryable, transaction } from '@/lib/db'
import type { StoredMessage } from '../contents'
import { belongs } from '../slots'

const CLAIM_ROWS = 32
/** Of one mailbox in one round, while many wait. */
const FEW_ROWS = 4
const CLAIM_BYTES = 8 * 1_048_576

export type HealInput = {
  signal: AbortSignal
  olderThanMs: number
  /** Messages that this process is working on already. */
  except: string[]
  /** Parses and writes one; resolves when that is done or given up. */
  process(message: StoredMessage, raw: Buffer, clientIp: string): Promise<void>
}

/**
 * One pass: round after round over the mailboxes, until one settles nothing or the signal aborts. Returns how many
 * messages it took off the list.
 */
export async function healUnparsed(ctx: Context, input: HealInput): Promise<number> {
  let healed = 0
  let perMailbox = FEW_ROWS
  for (;;) {
    const { settled, waves } = await healRound(ctx, input, perMailbox)
    healed += settled
    if (settled === 0 || input.signal.aborted) return healed
    // where few mailboxes have something left, larger bites
    perMailbox = waves > 1 ? FEW_ROWS : Math.min(perMailbox * 2, CLAIM_ROWS)
  }
}

/** Some messages of each mailbox in turn, so that one with many keeps no other waiting. */
async function healRound(ctx: Context, input: HealInput, perMailbox: number) {
  let settled = 0
  let waves = 0
  for (let after: string | null = null; !input.signal.aborted; waves++) {
    const from: string | null = after
    const wave: Wave = await transaction(ctx.db, (client) => healSome(client, input, { after: from, perMailbox }))
    settled += wave.settled
    if (wave.last === null) break
    after = wave.last
  }
  return { settled, waves }
}

type Turn = { after: string | null; perMailbox: number }

type Wave = {
  settled: number
  /** The mailbox to go on behind; null when there is none left. */
  last: string | null
}

/** The claim is a row lock: it ends with this transaction, or with this process. */
async function healSome(client: Queryable, input: HealInput, turn: Turn): Promise<Wave> {
  const claimed = await claim(client, input, turn)
  const running: Promise<void>[] = []
  for (const { size, ...message } of claimed) {
    if (size === null || input.signal.aborted) continue
    const { rows } = await client.query<{ raw: Buffer; client_ip: string }>(
      `SELECT s.raw, m.client_ip FROM messages m JOIN message_sources s ON ${belongs('s', 'm')} WHERE m.id = $1`,
      [message.id],
    )
    if (rows[0]) running.push(input.process(message, rows[0].raw, rows[0].client_ip))
  }
  await Promise.all(running)
  return { settled: await settle(client, claimed), last: claimed.at(-1)?.mailboxId ?? null }
}

type Claimed = StoredMessage & { size: number | null }

/**
 * The oldest few of the mailboxes behind `after`; `size` is null where the message is gone. At least one, however large,
 * if there is any. The recursion steps from mailbox to mailbox through the primary key.
 */
async function claim(
  client: Queryable,
  { olderThanMs, except }: HealInput,
  { after, perMailbox }: Turn,
): Promise<Claimed[]> {
  const { rows } = await client.query<Claimed>(
    `WITH RECURSIVE boxes AS (
       (SELECT mailbox_id FROM unparsed_messages
        WHERE ($5::uuid IS NULL OR mailbox_id > $5) AND EXISTS (
          SELECT FROM unparsed_messages WHERE stored_at <= now() - $1 * interval '1 millisecond')
        ORDER BY mailbox_id LIMIT 1)
       UNION ALL
       SELECT (SELECT u.mailbox_id FROM unparsed_messages u WHERE u.mailbox_id > b.mailbox_id ORDER BY u.mailbox_id LIMIT 1)
       FROM boxes b WHERE b.mailbox_id IS NOT NULL
     ), claimed AS MATERIALIZED (
       SELECT c.* FROM boxes b CROSS JOIN LATERAL (
         SELECT message_id, mailbox_id, seq FROM unparsed_messages u
         WHERE u.mailbox_id = b.mailbox_id AND stored_at <= now() - $1 * interval '1 millisecond'
           AND message_id <> ALL ($2::uuid[])
         ORDER BY seq LIMIT $6 FOR UPDATE SKIP LOCKED
       ) c LIMIT $3
     ), sized AS (
       SELECT c.*, m.size, sum(m.size) OVER (ORDER BY c.mailbox_id, c.seq) - m.size AS before
       FROM claimed c LEFT JOIN messages m ON m.id = c.message_id
     )
     SELECT message_id AS id, mailbox_id AS "mailboxId", seq, size FROM sized
     WHERE size IS NULL OR before <= $4 ORDER BY mailbox_id, seq`,
    [olderThanMs, except, CLAIM_ROWS, CLAIM_BYTES, after, perMailbox],
  )
  return rows
}

/** Off the list goes what has contents by now, and what is gone. */
async function settle(client: Queryable, claimed: StoredMessage[]): Promise<number> {
  const { rowCount } = await client.query(
    `DELETE FROM unparsed_messages u USING unnest($1::uuid[], $2::int[], $3::uuid[]) AS c (mailbox_id, seq, id)
       LEFT JOIN messages m ON m.id = c.id
     WHERE u.mailbox_id = c.mailbox_id AND u.seq = c.seq
       AND (m.id IS NULL OR EXISTS (SELECT FROM message_contents t WHERE ${belongs('t', 'm')}))`,
    [claimed.map((row) => row.mailboxId), claimed.map((row) => row.seq), claimed.map((row) => row.id)],
  )
  return rowCount ?? 0
}
