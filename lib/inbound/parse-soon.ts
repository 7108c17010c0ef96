/** Mail stored by a process without a parser: a job in the queue tells those that have one, at once. */
import type { Context } from '@/lib/context'
import type { Stored } from '@/lib/messages/arrival'
import type { ContentsWriter } from '@/lib/messages/contents'
import { belongs } from '@/lib/messages/slots'

export const PARSE_TASK = 'parse_stored'

/** After the commit. A ring that fails costs seconds: the healer looks anyway. */
export async function ringParser({ db, log }: Context, stored: Stored[]): Promise<void> {
  const ids = stored.map(({ id }) => id)
  await db.pool
    .query(`SELECT graphile_worker.add_job('${PARSE_TASK}', json_build_object('ids', $1::uuid[]))`, [ids])
    .catch((error: unknown) => log.warn({ err: error }, 'parser_not_rung'))
}

/** Hands the copies of one message to the parser, as the listener does with what it stored itself. */
export async function parseStored({ db }: Context, ids: string[], accept: ContentsWriter['accept']): Promise<void> {
  const { rows } = await db.pool.query<Stored & { client_ip: string }>(
    `SELECT m.id, m.mailbox_id AS "mailboxId", m.seq, m.client_ip
     FROM messages m JOIN unparsed_messages u ON u.mailbox_id = m.mailbox_id AND u.seq = m.seq
     WHERE m.id = ANY ($1::uuid[])`,
    [ids],
  )
  const [first] = rows
  if (!first) return
  const { rows: raws } = await db.pool.query<{ raw: Buffer }>(
    `SELECT s.raw FROM messages m JOIN message_sources s ON ${belongs('s', 'm')} WHERE m.id = $1`,
    [first.id],
  )
  const stored = rows.map(({ id, mailboxId, seq }) => ({ id, mailboxId, seq }))
  if (raws[0]) accept(stored, raws[0].raw, first.client_ip)
}
