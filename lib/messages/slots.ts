/**
 * Where the bulk of a message lies. `message_sources` (the bytes) and `message_contents` are cut into six slots, one for
 * each twelve hours in which messages are due for the purge, used in turn; a row of `messages` knows its slot. So the
 * purge empties a slot as a whole (empty-slot.ts) instead of deleting row by row. Decision 018.
 */

export const SLOTS = 6
const SLOT_SECONDS = 43_200
/** Nothing is placed farther ahead, so that a slot is never ahead and behind at once; what lives longer is moved in time. */
const AHEAD = "interval '48 hours'"
/** A statement that began in the last slot has ended when this slot is as old as that. */
const GRACE = "interval '5 minutes'"

const numberOf = (at: string) => `floor(extract(epoch FROM ${at}) / ${SLOT_SECONDS})::bigint`

/** SQL: the slot of what is due for the purge at `purgeAt`. */
export const slotFor = (purgeAt: string) =>
  `(${numberOf(`least(greatest(${purgeAt}, now()), now() + ${AHEAD})`)} % ${SLOTS})::smallint`

/** SQL: the slot before the current one; null while statements that placed rows there may still be under way. */
export const CLOSED_SLOT = `CASE WHEN ${numberOf('now()')} = ${numberOf(`now() - ${GRACE}`)}
  THEN ((${numberOf('now()')} - 1) % ${SLOTS})::smallint END`

/** SQL: whether `slot` is emptied within twelve hours anyway. */
export const isEmptiedSoon = (slot: string) =>
  `${slot} IN ((${numberOf('now()')} % ${SLOTS})::smallint, ((${numberOf('now()')} - 1) % ${SLOTS})::smallint)`

/** SQL: the row of `bulk` (message_sources or message_contents) that belongs to the row `message` of messages. */
export const belongs = (bulk: string, message: string) =>
  `${bulk}.slot = ${message}.slot AND ${bulk}.mailbox_id = ${message}.mailbox_id AND ${bulk}.seq = ${message}.seq`
