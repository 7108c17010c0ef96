/** Messages that are not purged when their slot is: their mailbox was extended, or lives longer than slots reach ahead. */
import type { ClientBase } from '@/lib/db'
import { belongs, slotFor } from './slots'

const WALK_ROWS = 10_000
const MOVE_BYTES = 8 * 1_048_576
const MOVE_ROWS = 200

type Input = { slot: number; afterSeconds: number; signal?: AbortSignal }
/** How each step runs: in a transaction of its own, or in the one that is open. */
type Run = <T>(step: (client: ClientBase) => Promise<T>) => Promise<T>
type Survivor = { id: string; size: number }
type Place = { mailboxId: string; seq: number }

const FIRST: Place = { mailboxId: '00000000-0000-0000-0000-000000000000', seq: 0 }

/** Moves them on, few at a time. Returns whether none is left, which is only certain while nobody may add to the slot. */
export async function moveSurvivors(run: Run, { slot, afterSeconds, signal }: Input): Promise<boolean> {
  let isClear = true
  for (let place: Place | null = FIRST; place !== null; ) {
    const from: Place = place
    const walk = await run((client) => walkOn(client, slot, from))
    for (const ids of inPortions(walk.survivors)) {
      if (signal?.aborted) return false
      const moved = await run((client) => move(client, slot, ids, afterSeconds))
      isClear &&= moved === ids.length
    }
    place = signal?.aborted ? null : walk.last
  }
  return isClear && !signal?.aborted
}

/** Looks at the next rows of the slot, in the order of its index. */
async function walkOn(client: ClientBase, slot: number, { mailboxId, seq }: Place) {
  const { rows } = await client.query<{ last: Place | null; survivors: Survivor[] }>(
    `WITH walked AS MATERIALIZED (
       SELECT mailbox_id, seq FROM message_sources WHERE slot = ${slot} AND (mailbox_id, seq) > ($1::uuid, $2::int)
       ORDER BY mailbox_id, seq LIMIT ${WALK_ROWS}
     )
     SELECT (SELECT json_build_object('mailboxId', mailbox_id, 'seq', seq) FROM walked
             ORDER BY mailbox_id DESC, seq DESC LIMIT 1) AS last,
       (SELECT coalesce(json_agg(json_build_object('id', m.id, 'size', m.size)), '[]')
        FROM walked w JOIN messages m USING (mailbox_id, seq) WHERE m.slot = ${slot}) AS survivors`,
    [mailboxId, seq],
  )
  return rows[0] ?? { last: null, survivors: [] }
}

/**
 * Locks first: what parsing wrote before it let go of a message is only seen by a later statement. A message that
 * somebody holds stays. Returns how many are in another slot now, or gone.
 */
async function move(client: ClientBase, slot: number, ids: string[], afterSeconds: number): Promise<number> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM messages WHERE id = ANY ($1::uuid[]) AND slot = ${slot} ORDER BY id FOR UPDATE SKIP LOCKED`,
    [ids],
  )
  const locked = rows.map(({ id }) => id)
  await client.query(
    `WITH staying AS MATERIALIZED (
       SELECT m.id, m.mailbox_id, m.seq, m.slot,
         ${slotFor('coalesce(b.ended_at, b.expires_at) + make_interval(secs => $2)')} AS next
       FROM messages m JOIN mailboxes b ON b.id = m.mailbox_id WHERE m.id = ANY ($1::uuid[])
     ), sources AS (
       UPDATE message_sources s SET slot = t.next FROM staying t WHERE s.slot = ${slot} AND ${belongs('s', 't')}
     ), contents AS (
       UPDATE message_contents c SET slot = t.next FROM staying t WHERE c.slot = ${slot} AND ${belongs('c', 't')}
     )
     UPDATE messages m SET slot = t.next FROM staying t WHERE m.id = t.id`,
    [locked, afterSeconds],
  )
  const { rowCount } = await client.query(`SELECT FROM messages WHERE id = ANY ($1::uuid[]) AND slot = ${slot}`, [ids])
  return ids.length - (rowCount ?? 0)
}

function inPortions(survivors: Survivor[]): string[][] {
  const portions: string[][] = []
  let bytes = 0
  for (const { id, size } of survivors) {
    const last = portions.at(-1)
    bytes += size
    if (last && last.length < MOVE_ROWS && bytes <= MOVE_BYTES) last.push(id)
    else {
      portions.push([id])
      bytes = size
    }
  }
  return portions
}
