/** Deleting bulk row by row, where the emptying of its slot is not soon enough. */
import type { Queryable } from '@/lib/db'

/**
 * Deletes bytes and contents in one slot. The slot stands in the text, so that the planner opens nothing but its tables:
 * a slot that is being emptied holds up nobody who works in another.
 */
export async function deleteBulk(client: Queryable, slot: number, where: string, values: unknown[]): Promise<void> {
  await client.query(
    `WITH sources AS (DELETE FROM message_sources WHERE slot = ${slot} AND ${where})
     DELETE FROM message_contents WHERE slot = ${slot} AND ${where}`,
    values,
  )
}
